/// Zeroed numbers at the start of a page, at an address that stays: what libraries get operands in.
///
/// Unchecked because each user writes where no other reads.
final class AlignedBuffer<Scalar: BinaryFloatingPoint>: @unchecked Sendable {
  /// The first number.
  let base: UnsafeMutablePointer<Scalar>
  /// How many there are.
  let count: Int

  init(count: Int) {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Scalar>.stride, alignment: 4096)
    base = memory.initializeMemory(as: Scalar.self, repeating: 0, count: count)
    self.count = count
  }

  /// The numbers of an array.
  convenience init(_ numbers: [Scalar]) {
    self.init(count: numbers.count)
    base.update(from: numbers, count: numbers.count)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  subscript(index: Int) -> Scalar {
    get { base[index] }
    set { base[index] = newValue }
  }

  /// The numbers as an array.
  var numbers: [Scalar] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
