extension Vector {
  /// The exponent k and the significand m of a positive number x = 2^k · m, √½ ≤ m < √2.
  ///
  /// Unspecified, but defined, for other x.
  @inlinable @inline(always)
  static func normalizedParts(of x: Self) -> (exponent: Self, significand: Self) {
    let scale = constant(single: 0x1p24, double: 0x1p54)
    let scaleExponent = constant(single: 24, double: 54)
    let isSubnormal = x < constant(single: 0x1p-126, double: 0x1p-1022)
    let normal = Self(where: isSubnormal, x * scale, else: x)
    // Moving √½ to 1 moves the borders of the wanted binades to those of the exponent field.
    let root = constant(single: 0x1.6a09e6p-1, double: 0x1.6a09e667f3bcdp-1).bits
    let moved = normal.bits &- root
    let n = moved >> L.significandBitCount
    let significand = Self(bits: normal.bits &- (n << L.significandBitCount))
    let exponent = Self(bits: integerShift.bits &+ n) - integerShift
    return (Self(where: isSubnormal, exponent - scaleExponent, else: exponent), significand)
  }
}
