extension Vector {
  /// The hyperbolic tangent, `(e^{2x} − 1) / (e^{2x} + 1)`.
  ///
  /// - Arithmetic: h = (e^{2|x|} − 1)/2 to twice the precision, then h / (h + 1) with one division
  ///   and one correction; the sign is put back. |x| ≥ 22 counts as 22, where the result is ±1.
  /// - Accuracy: 0.558 ulp at worst over all Floats, 0.555 found for Double.
  /// - Edge cases: ±0 gives ±0, ±∞ gives ±1, NaN gives NaN.
  @inlinable @inline(always) public static func tanh(_ x: Self) -> Self {
    let a = x.magnitude.limited(toAtMost: Self(constant: 22))
    let h = halfExponentialMinusOne(a + a).normalized
    let denominator = DoubleWord(sum: h.head, Self(constant: 1))
    let reciprocal = Self(constant: 1) / denominator.head
    let quotient = h.head * reciprocal
    let remainder =
      h.head.subtractingProduct(quotient, denominator.head)
      .subtractingProduct(quotient, denominator.tail + h.tail) + h.tail
    let result = quotient.addingProduct(remainder, reciprocal).withSign(of: x)
    return Self(where: x.magnitude < Self(constant: 0x1p-60), x, else: result)
  }
}
