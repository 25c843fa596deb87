import CostateGraph

/// The position of the first element that is NaN or infinite, if there is one.
///
/// A number is finite when its exponent bits are not all ones: the largest magnitude of a block, as
/// an integer, says so for the whole block, at the speed of reading it.
func firstNonFinite(_ base: UnsafeRawPointer, _ type: TensorType) -> Int? {
  switch type.elementType {
  case .float:
    firstNonFinite(
      base.assumingMemoryBound(to: UInt32.self), type.elementCount,
      infinity: Float.infinity.bitPattern)
  case .double:
    firstNonFinite(
      base.assumingMemoryBound(to: UInt64.self), type.elementCount,
      infinity: Double.infinity.bitPattern)
  case .int32: nil
  }
}

private func firstNonFinite<Bits: FixedWidthInteger & UnsignedInteger>(
  _ patterns: UnsafePointer<Bits>, _ count: Int, infinity: Bits
) -> Int? {
  let magnitude = Bits.max >> 1
  let blockLength = 1024
  for start in stride(from: 0, to: count, by: blockLength) {
    let block = start..<min(start + blockLength, count)
    var largest: Bits = 0
    for i in block { largest = max(largest, patterns[i] & magnitude) }
    if largest >= infinity { return block.first { patterns[$0] & magnitude >= infinity } }
  }
  return nil
}
