/// What the elementary functions share. Their polynomials are derived by `scripts/minimax`.
extension Vector {
  /// Whether the lanes are `Float`. A constant: each instantiation keeps one side of a choice by it.
  @inlinable @inline(always) static var isSingle: Bool { L.significandBitCount == 23 }

  /// A constant that differs between `Float` and `Double` lanes.
  @inlinable @inline(always) static func constant(single: Double, double: Double) -> Self {
    Self(constant: isSingle ? single : double)
  }

  /// `self · x + c` with one rounding: a step of Horner's scheme.
  @inlinable @inline(always) func times(_ x: Self, plus c: Double) -> Self {
    Self(constant: c).addingProduct(self, x)
  }

  /// `c − a · b` with one rounding.
  @inlinable @inline(always) func subtractingProduct(_ a: Self, _ b: Self) -> Self {
    addingProduct(-a, b)
  }

  /// The lanes that are at most `bound`, or NaN; else `bound`.
  @inlinable @inline(always) func limited(toAtMost bound: Self) -> Self {
    Self(where: bound < self, bound, else: self)
  }

  /// The lanes that are at least `bound`, or NaN; else `bound`.
  @inlinable @inline(always) func limited(toAtLeast bound: Self) -> Self {
    Self(where: self < bound, bound, else: self)
  }

  /// The sign bit of each lane, the other bits clear.
  @inlinable @inline(always) var signBits: BitVector<L> { bits & Self(constant: -0.0).bits }

  /// A number without a sign, given the sign of `x`.
  @inlinable @inline(always) func withSign(of x: Self) -> Self { Self(bits: bits | x.signBits) }

  /// 3/2 · 2^p for a significand of p + 1 bits: adding it rounds a number of magnitude below 2^(p−1)
  /// to an integer, which then stands in the low bits. It needs no conversion instruction, which
  /// AVX2 lacks for 64-bit integers, and is defined for every input.
  @inlinable @inline(always) static var integerShift: Self {
    constant(single: 0x1.8p23, double: 0x1.8p52)
  }

  /// 2^n, for n from the exponents of normal numbers.
  @inlinable @inline(always) static func powerOfTwo(_ n: BitVector<L>) -> Self {
    Self(bits: (n &+ BitVector(isSingle ? 127 : 1023)) << L.significandBitCount)
  }

  /// Not a number.
  @inlinable @inline(always) static var notANumber: Self { Self(constant: .nan) }

  /// +∞.
  @inlinable @inline(always) static var infinity: Self { Self(constant: .infinity) }
}
