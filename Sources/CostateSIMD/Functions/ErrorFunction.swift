extension Vector {
  /// The error function, `2/√π · ∫₀ˣ e^{−t²} dt`.
  ///
  /// - Arithmetic: below 1 in magnitude, x + x · P(x²); beyond, 1 − e^{−p(|x|)}, where
  ///   p = −log erfc is a polynomial. |x| ≥ 6 counts as 6, where the result is ±1.
  /// - Accuracy: ERF_ACCURACY
  /// - Edge cases: ±0 gives ±0, ±∞ gives ±1.
  @inlinable @inline(__always) public static func erf(_ x: Self) -> Self {
    let a = x.magnitude.clamped(below: Self(constant: 6))
    let inner = x.addingProduct(x, innerErrorSeries(x * x))
    let outer = outerErrorFunction(a).withSign(of: x)
    return Self(where: x.magnitude < Self(constant: 1), inner, else: outer)
  }

  /// 1 − e^{−p(a)} for 1 ≤ a ≤ 6.
  @inlinable @inline(__always) static func outerErrorFunction(_ a: Self) -> Self {
    let u = a - Self(constant: 1)
    let atOne = DoubleWord<L>(
      single: (0x1.d97fcp+0, -0x1.b0abacp-25),
      double: (0x1.d97fbf27aa2a1p+0, 0x1.9b2f9379f1952p-57))
    let exponent = atOne.adding(smaller: DoubleWord(product: u, outerErrorSeries(u)))
    let reduced = ReducedExponent(
      of: DoubleWord(head: -exponent.head, tail: -exponent.tail))
    let scale = powerOfTwo(reduced.exponent)
    let complement = reduced.significand
    let result = DoubleWord(larger: Self(constant: 1), plus: -(scale * complement.head))
    return result.head + result.tail.subtractingProduct(scale, complement.tail)
  }

  /// Remez for erf(x)/x − 1 on x² ≤ 1, error relative to erf(x); degree 6 with error 2^−29.4 for
  /// Float, degree 12 with error 2^−56.3 for Double, coefficients rounded one by one with the rest
  /// refitted.
  @inlinable @inline(__always) static func innerErrorSeries(_ z: Self) -> Self {
    if isSingle {
      return Self(constant: 0x1.4771d8p-14)
        .times(z, plus: -0x1.a3515ap-11)
        .times(z, plus: 0x1.53f224p-8)
        .times(z, plus: -0x1.b7f71ap-6)
        .times(z, plus: 0x1.ce2ce6p-4)
        .times(z, plus: -0x1.81273ep-2)
        .times(z, plus: 0x1.06eba8p-3)
    } else {
      return Self(constant: 0x1.39eaebe0c1b7bp-33)
        .times(z, plus: -0x1.c38ade0231c2cp-30)
        .times(z, plus: 0x1.12f327979fcfcp-26)
        .times(z, plus: -0x1.638903767c4dcp-23)
        .times(z, plus: 0x1.ba6840faf4c0fp-20)
        .times(z, plus: -0x1.f4dce2bff01e9p-17)
        .times(z, plus: 0x1.f9a3b8abeea75p-14)
        .times(z, plus: -0x1.c02db92e5f453p-11)
        .times(z, plus: 0x1.565bcd2c4e940p-8)
        .times(z, plus: -0x1.b82ce31354728p-6)
        .times(z, plus: 0x1.ce2f21a0458cep-4)
        .times(z, plus: -0x1.812746b037a25p-2)
        .times(z, plus: 0x1.06eba8214db69p-3)
    }
  }

  /// Remez for (log erfc(1) − log erfc(1 + u))/u on 0 ≤ u ≤ 2.95 (Float) or 4.95 (Double), beyond
  /// which erf rounds to 1; weight u · erfc(1 + u), which makes the error that of erf. Degree 6 with
  /// error 2^−34.8 for Float, degree 17 with error 2^−58.7 for Double, coefficients rounded one by
  /// one with the rest refitted.
  @inlinable @inline(__always) static func outerErrorSeries(_ u: Self) -> Self {
    if isSingle {
      return Self(constant: 0x1.6d9c0cp-16)
        .times(u, plus: -0x1.2fea16p-12)
        .times(u, plus: 0x1.07be12p-9)
        .times(u, plus: -0x1.493374p-7)
        .times(u, plus: 0x1.547cc2p-5)
        .times(u, plus: 0x1.afabbcp-1)
        .times(u, plus: 0x1.51c9bp+1)
    } else {
      return Self(constant: -0x1.256d866bb2edep-40)
        .times(u, plus: 0x1.fcb7498d9cd3fp-36)
        .times(u, plus: -0x1.965966f349932p-32)
        .times(u, plus: 0x1.8b01850ed2597p-29)
        .times(u, plus: -0x1.01065bb0b493dp-26)
        .times(u, plus: 0x1.c074ad591ba8ep-25)
        .times(u, plus: -0x1.a4c201700d905p-24)
        .times(u, plus: -0x1.31318328ce306p-23)
        .times(u, plus: 0x1.14521ade0e183p-19)
        .times(u, plus: -0x1.426306f276048p-17)
        .times(u, plus: 0x1.c7a43d486cc92p-16)
        .times(u, plus: -0x1.b8dcd9ee3df01p-16)
        .times(u, plus: -0x1.f1b39f4a42dccp-13)
        .times(u, plus: 0x1.033f660d5fbc6p-9)
        .times(u, plus: -0x1.48c9d3ef3c669p-7)
        .times(u, plus: 0x1.5477f09c1ff18p-5)
        .times(u, plus: 0x1.afabc11a29446p-1)
        .times(u, plus: 0x1.51c9b0006c239p+1)
    }
  }
}
