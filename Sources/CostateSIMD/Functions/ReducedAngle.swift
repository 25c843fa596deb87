/// An angle as a number of quarter turns and a remainder of at most an eighth of a turn.
@frozen @usableFromInline struct ReducedAngle<L: Lanes> {
  /// The number of quarter turns, in its two lowest bits.
  @usableFromInline var quadrant: BitVector<L>
  /// The remainder, |head + tail| ≤ π/4 and a little.
  @usableFromInline var remainder: DoubleWord<L>

  /// Reduces an angle without a sign.
  ///
  /// Up to a bound, x − k·π/2 with π/2 in three parts (Cody and Waite): the first product is
  /// subtracted exactly by FMA, the second with its rounding errors, the third rounded. Lanes
  /// beyond the bound go through ``LargeAngle``, one by one; the others keep their bits.
  ///
  /// The bound, 2^17 for Float and 2^30 for Double, keeps k·π/2 with its three parts right to
  /// 2^−20 of the smallest remainder there is, and the first subtraction exact.
  @inlinable @inline(always) init(of x: Vector<L>) {
    let shift = Vector<L>.integerShift
    let shifted = shift.addingProduct(
      x, .constant(single: 0x1.45f306p-1, double: 0x1.45f306dc9c883p-1))
    let k = shifted - shift
    let first = x.subtractingProduct(
      k, .constant(single: 0x1.921fb6p+0, double: 0x1.921fb54442d18p+0))
    let second = DoubleWord(
      product: k, .constant(single: -0x1.777a5cp-25, double: 0x1.1a62633145c07p-54))
    let third = Vector<L>.constant(single: -0x1.ee59dap-50, double: -0x1.f1976b7ed8fbcp-110)
    remainder = DoubleWord(sum: first, -second.head)
    remainder.tail = (remainder.tail - second.tail).subtractingProduct(k, third)
    quadrant = shifted.bits

    let bound = Vector<L>.constant(single: 0x1p17, double: 0x1p30)
    let isLarge = bound < x
    if isLarge.isAnySet { replaceLargeLanes(of: x, where: isLarge) }
  }

  @inlinable @inline(always)
  mutating func replaceLargeLanes(of x: Vector<L>, where isLarge: BitVector<L>) {
    // A lane of the mask is read as the number it selects.
    let marked = Vector(where: isLarge, x, else: Vector(constant: 0))
    var quadrants = Vector<L>(constant: 0)
    for lane in 0..<L.laneCount {
      if Vector<L>.isSingle {
        let angle = unsafeBitCast(marked[lane: lane], to: Float.self)
        guard angle > 0 else { continue }
        let reduced = LargeAngle(reducing: Double(angle))
        let head = Float(reduced.head)
        remainder.head[lane: lane] = unsafeBitCast(head, to: L.Scalar.self)
        remainder.tail[lane: lane] = unsafeBitCast(
          Float(reduced.head - Double(head)), to: L.Scalar.self)
        quadrants[lane: lane] = unsafeBitCast(Float(reduced.quadrant), to: L.Scalar.self)
      } else {
        let angle = unsafeBitCast(marked[lane: lane], to: Double.self)
        guard angle > 0 else { continue }
        let reduced = LargeAngle(reducing: angle)
        remainder.head[lane: lane] = unsafeBitCast(reduced.head, to: L.Scalar.self)
        remainder.tail[lane: lane] = unsafeBitCast(reduced.tail, to: L.Scalar.self)
        quadrants[lane: lane] = unsafeBitCast(Double(reduced.quadrant), to: L.Scalar.self)
      }
    }
    let replaced = (quadrants + Vector<L>.integerShift).bits
    quadrant = (quadrant & ~isLarge) | (replaced & isLarge)
  }
}
