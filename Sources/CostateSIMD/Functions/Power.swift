extension Vector {
  /// x to the power y.
  ///
  /// - Arithmetic: log |x| to a few units of twice the precision, the same for its product with y,
  ///   then the exponential of both words.
  /// - Accuracy: 0.76 ulp the largest error found for Float, 0.751 for Double.
  /// - Edge cases: those of C99 Annex F. y = 0 and x = 1 give 1 even for NaN; a negative x gives NaN
  ///   unless y is an integer, whose oddness decides the sign; ±0 and ±∞ are the limits.
  @inlinable @inline(always) public static func pow(_ x: Self, _ y: Self) -> Self {
    let one = Self(constant: 1)
    let base = x.magnitude
    let power = positivePower(base, y)

    let isInteger = y == y.roundedToEven()
    let half = y * Self(constant: 0.5)
    let isOdd = isInteger & ~(half == half.roundedToEven())
    let signed = Self(bits: power.bits | (x.signBits & isOdd))
    let isUndefined = (x < Self(constant: 0)) & (base < infinity) & ~isInteger
    let result = Self(where: isUndefined | x.isNaN, notANumber, else: signed)
    return Self(where: (x == one) | (y == Self(constant: 0)), one, else: result)
  }

  /// x^y for x without a sign, y ≠ 0.
  @inlinable @inline(always) static func positivePower(_ x: Self, _ y: Self) -> Self {
    var logarithm = doubleWordLogarithm(x)
    logarithm.head = Self(where: x == infinity, infinity, else: logarithm.head)
    logarithm.head = Self(where: x == Self(constant: 0), -infinity, else: logarithm.head)

    // No logarithm but 0 is so near 0 that this bound on y brings the result back into range.
    let largestY = Self(constant: 0x1p66)
    let product = y.limited(toAtMost: largestY).limited(toAtLeast: -largestY) * logarithm
    // Far beyond overflow and underflow; the tail may be NaN there.
    let limit = constant(single: 128, double: 800)
    let isOutside = limit < product.head.magnitude
    let bounded = product.head.limited(toAtMost: limit).limited(toAtLeast: -limit)
    return exponential(
      DoubleWord(
        head: bounded, tail: Self(where: isOutside, Self(constant: 0), else: product.tail)))
  }

  /// log x for a positive number x, to a few units of the tail.
  ///
  /// x = 2^k · (1 + f) as in ``log(_:)``, s = f / (2 + f), and
  /// log(1 + f) = 2s + 2s · s² · (1/3 + s² · (1/5 + s² · W(s²))), where all but W is carried in two
  /// words: W contributes less than 2^−12 of the sum.
  ///
  /// W: Remez on 0 ≤ z ≤ 0.02944, weight z³; degree 1 with error 2^−35.3 for Float, degree 6 with
  /// error 2^−72.8 for Double, coefficients rounded one by one with the rest refitted.
  @inlinable @inline(always) static func doubleWordLogarithm(_ x: Self) -> DoubleWord<L> {
    let (exponent, significand) = normalizedParts(of: x)
    let f = significand - Self(constant: 1)
    let s = quotient(f, DoubleWord(larger: Self(constant: 2), plus: f))
    let z = s * s
    let fifth = DoubleWord<L>(
      single: (0x1.99999ap-3, -0x1.99999ap-29),
      double: (0x1.999999999999ap-3, -0x1.999999999999ap-57))
    let third = DoubleWord<L>(
      single: (0x1.555556p-2, -0x1.555556p-27),
      double: (0x1.5555555555555p-2, 0x1.5555555555555p-56))
    let last = DoubleWord(head: z.head * powerSeries(z.head), tail: Self(constant: 0))
    let inner = third.adding(smaller: z * fifth.adding(smaller: last))
    let half = s.adding(smaller: s * (z * inner))
    let mantissa = DoubleWord<L>(head: half.head + half.head, tail: half.tail + half.tail)
    let whole = DoubleWord(
      head: exponent * logTwo.head, tail: exponent * logTwo.tail)
    return whole.adding(smaller: mantissa).normalized
  }

  /// `a / b` to a few units of the tail.
  @inlinable @inline(always)
  static func quotient(_ a: Self, _ b: DoubleWord<L>) -> DoubleWord<L> {
    let reciprocal = Self(constant: 1) / b.head
    let head = a * reciprocal
    let remainder = a.subtractingProduct(head, b.head).subtractingProduct(head, b.tail)
    return DoubleWord(larger: head, plus: remainder * reciprocal)
  }

  @inlinable @inline(always) static func powerSeries(_ z: Self) -> Self {
    if isSingle {
      return Self(constant: 0x1.d9d368p-4)
        .times(z, plus: 0x1.2475a2p-3)
    } else {
      return Self(constant: 0x1.e7df3736e11b3p-5)
        .times(z, plus: 0x1.de9e955094dfep-5)
        .times(z, plus: 0x1.111dce1210c6bp-4)
        .times(z, plus: 0x1.3b137836177b9p-4)
        .times(z, plus: 0x1.745d17d75d3d8p-4)
        .times(z, plus: 0x1.c71c71c65a14ap-4)
        .times(z, plus: 0x1.24924924927cdp-3)
    }
  }
}
