extension Vector {
  /// The natural logarithm.
  ///
  /// - Arithmetic: x = 2^k · (1 + f) with √½ ≤ 1 + f < √2, then `logarithm(exponent:fraction:…)`.
  ///   Subnormal numbers are scaled to normal ones first.
  /// - Accuracy: 0.635 ulp at worst over all Floats, 0.625 found for Double.
  /// - Edge cases: ±0 gives −∞, negative numbers NaN, +∞ +∞, 1 gives +0.
  @inlinable @inline(always) public static func log(_ x: Self) -> Self {
    let (exponent, significand) = normalizedParts(of: x)
    let result = logarithm(
      exponent: exponent, fraction: significand - Self(constant: 1), correction: nil)
    return withLogarithmLimits(result, at: x)
  }

  /// `log(1 + x)`, accurate near 0.
  ///
  /// - Arithmetic: u = 1 + x = 2^k · (1 + f) with its rounding error c; the logarithm of u, to which
  ///   c/u is added. Where k = 0, f = x and nothing was rounded.
  /// - Accuracy: 0.641 ulp at worst over all Floats, 0.630 found for Double.
  /// - Edge cases: ±0 gives ±0, −1 gives −∞, numbers below −1 give NaN, +∞ gives +∞.
  @inlinable @inline(always) public static func log1p(_ x: Self) -> Self {
    let one = Self(constant: 1)
    let u = DoubleWord(sum: one, x)
    let (exponent, significand) = normalizedParts(of: u.head)
    let isNearOne = exponent == Self(constant: 0)
    let n = (exponent + integerShift).bits &- integerShift.bits
    let scaledError = u.tail * powerOfTwo(BitVector(0) &- n)
    // The error of a large u is below its last place, and 2^−k may lie outside the numbers.
    let isExact = isNearOne | (Self(constant: 0x1p60) < x)
    let result = logarithm(
      exponent: exponent, fraction: Self(where: isNearOne, x, else: significand - one),
      correction: Self(where: isExact, Self(constant: 0), else: scaledError))
    return Self(
      where: x == Self(constant: 0), x, else: withLogarithmLimits(result, at: u.head))
  }

  /// `k · log 2 + log(1 + f + c)`, rounded, for −0.293 ≤ f ≤ 0.4143 and a correction c of at most
  /// half a unit in the last place of 1 + f.
  ///
  /// With s = f / (2 + f), log(1 + f) = f − f²/2 + s · (f²/2 + R(s²)), where R is the series of
  /// 2 artanh(s)/s − 2. The two leading terms are carried to twice the precision, so that what is
  /// rounded before the last sum is a twentieth of the result.
  ///
  /// R(z)/z: Remez on 0 ≤ z ≤ 0.02944, weight z; degree 2 with error 2^−30.2 for Float, degree 6
  /// with error 2^−59.5 for Double, coefficients rounded one by one with the rest refitted.
  @inlinable @inline(always)
  static func logarithm(exponent k: Self, fraction f: Self, correction c: Self?) -> Self {
    let two = Self(constant: 2)
    let half = f * Self(constant: 0.5)
    let halfSquare = DoubleWord(product: half, f)
    let s = f / (two + f)
    let z = s * s
    let leading = DoubleWord(larger: f, plus: -halfSquare.head)
    let series = halfSquare.head.addingProduct(z, artanhSeries(z))
    var small = (leading.tail - halfSquare.tail).addingProduct(s, series)
    if let c {
      // 1/(1 + f) = (1 − s)/(1 + s) to 2^−9, enough for a term this small.
      let reciprocal = Self(constant: 1).addingProduct(s, (-two).addingProduct(two - (s + s), s))
      small = small.addingProduct(c, reciprocal)
    }
    let scale = DoubleWord(larger: k * logTwo.head, plus: leading.head)
    return scale.head + (scale.tail + small.addingProduct(k, logTwo.tail))
  }

  @inlinable @inline(always) static func artanhSeries(_ z: Self) -> Self {
    if isSingle {
      return Self(constant: 0x1.31e08cp-2)
        .times(z, plus: 0x1.995ed6p-2)
        .times(z, plus: 0x1.55557ap-1)
    } else {
      return Self(constant: 0x1.2f04717891d4fp-3)
        .times(z, plus: 0x1.39a1d7b9fb2c0p-3)
        .times(z, plus: 0x1.74663d86fc4abp-3)
        .times(z, plus: 0x1.c71c5211d1ee6p-3)
        .times(z, plus: 0x1.24924941e3a44p-2)
        .times(z, plus: 0x1.999999997ff03p-2)
        .times(z, plus: 0x1.5555555555592p-1)
    }
  }

  /// log 2: a head that is exact when multiplied by an exponent, and the rest.
  @inlinable @inline(always) static var logTwo: DoubleWord<L> {
    DoubleWord(
      single: (0x1.62e4p-1, 0x1.7f7d1cp-20),
      double: (0x1.62e42fefa38p-1, 0x1.ef35793c7673p-45))
  }

  /// The result of a logarithm where x is a positive number, else −∞ for 0, NaN for a negative
  /// number, and x for +∞ and NaN.
  @inlinable @inline(always)
  static func withLogarithmLimits(_ result: Self, at x: Self) -> Self {
    let zero = Self(constant: 0)
    let nonPositive = Self(where: x == zero, -infinity, else: notANumber)
    let limit = Self(where: x <= zero, nonPositive, else: x)
    return Self(where: (zero < x) & (x < infinity), result, else: limit)
  }
}
