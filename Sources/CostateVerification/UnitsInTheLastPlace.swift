import CostateGraph

/// The distance of two numbers of a type in units in the last place: how many steps from a number to
/// its neighbour lead from one to the other.
///
/// Infinity is a step beyond the largest finite number, and −0 one below +0. From NaN to a number it
/// is the largest finite number.
func stepCount(from a: Double, to b: Double, _ elementType: ElementType) -> Double {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .greatestFiniteMagnitude }
  switch elementType {
  case .int32: return (a - b).magnitude
  case .float: return distance(Float(a).bitPattern, Float(b).bitPattern)
  case .double: return distance(a.bitPattern, b.bitPattern)
  }
}

private func distance<Bits: FixedWidthInteger & UnsignedInteger>(_ a: Bits, _ b: Bits) -> Double {
  let (i, j) = (a.rank, b.rank)
  return Double(max(i, j) - min(i, j))
}

extension FixedWidthInteger where Self: UnsignedInteger {
  /// A floating-point number's bits as an integer that ascends with the number.
  fileprivate var rank: Self {
    let sign: Self = 1 << (Self.bitWidth - 1)
    return self & sign == 0 ? self | sign : ~self
  }
}
