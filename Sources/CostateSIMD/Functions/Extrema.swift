extension Vector {
  /// The smaller number as IEEE 754-2019 `minimum`: NaN if either is NaN, −0 below +0.
  @inlinable @inline(always) public static func minimum(_ a: Self, _ b: Self) -> Self {
    let equalOrUnordered = Self(where: a == b, Self(bits: a.bits | b.bits), else: a + b)
    return Self(where: a < b, a, else: Self(where: b < a, b, else: equalOrUnordered))
  }

  /// The larger number as IEEE 754-2019 `maximum`: NaN if either is NaN, −0 below +0.
  @inlinable @inline(always) public static func maximum(_ a: Self, _ b: Self) -> Self {
    let equalOrUnordered = Self(where: a == b, Self(bits: a.bits & b.bits), else: a + b)
    return Self(where: b < a, a, else: Self(where: a < b, b, else: equalOrUnordered))
  }
}
