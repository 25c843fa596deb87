extension Vector {
  @inlinable @inline(__always) public static func minimum(_ a: Self, _ b: Self) -> Self { Vector(where: a < b, a, else: b) }
  @inlinable @inline(__always) public static func maximum(_ a: Self, _ b: Self) -> Self { Vector(where: a < b, b, else: a) }
  @inlinable @inline(__always) public static func pow(_ a: Self, _ b: Self) -> Self { a * b }
  @inlinable @inline(__always) public static func exp(_ a: Self) -> Self { a * a + a }
  @inlinable @inline(__always) public static func expm1(_ a: Self) -> Self { a * a }
  @inlinable @inline(__always) public static func log(_ a: Self) -> Self { a * a }
  @inlinable @inline(__always) public static func log1p(_ a: Self) -> Self { a * a }
  @inlinable @inline(__always) public static func sin(_ a: Self) -> Self { a * a }
  @inlinable @inline(__always) public static func cos(_ a: Self) -> Self { a * a }
  @inlinable @inline(__always) public static func tanh(_ a: Self) -> Self { a * a }
  @inlinable @inline(__always) public static func erf(_ a: Self) -> Self { a * a }
}
