/// Two vectors of sums: so few that sums of sums fold in 16 registers. Side by side they are a cache line where
/// vectors are 32 bytes long.
@frozen @usableFromInline struct VectorPair<L: Lanes> {
  @usableFromInline var first: Vector<L>
  @usableFromInline var second: Vector<L>

  /// The number of scalars.
  @inlinable @inline(always) static var count: Int { 2 &* L.laneCount }

  /// The same vector twice.
  @inlinable @inline(always) init(_ vector: Vector<L>) {
    first = vector
    second = vector
  }

  /// Two vectors.
  @inlinable @inline(always) init(_ first: Vector<L>, _ second: Vector<L>) {
    self.first = first
    self.second = second
  }

  /// Reads a vector and the one `step` elements further.
  @inlinable @inline(always) init(loading pointer: UnsafePointer<L.Scalar>, step: Int) {
    first = Vector(loading: pointer)
    second = Vector(loading: pointer + step)
  }

  /// The products of one factor with two vectors.
  @inlinable @inline(always) init(products factor: L.Scalar, _ terms: Self) {
    let factor = Vector<L>(factor)
    first = factor * terms.first
    second = factor * terms.second
  }

  /// Adds the products of one factor with two vectors by FMA.
  @inlinable @inline(always) mutating func add(products factor: L.Scalar, _ terms: Self) {
    let factor = Vector<L>(factor)
    first = first.addingProduct(factor, terms.first)
    second = second.addingProduct(factor, terms.second)
  }

  @inlinable @inline(always) static func + (a: Self, b: Self) -> Self {
    a.combined(with: b) { $0 + $1 }
  }

  /// Applies a function of two vectors twice.
  @inlinable @inline(always)
  func combined(
    with other: Self, _ function: (Vector<L>, Vector<L>) -> Vector<L>
  ) -> Self {
    Self(function(first, other.first), function(second, other.second))
  }

  /// Writes both vectors side by side.
  @inlinable @inline(always) func store(to pointer: UnsafeMutablePointer<L.Scalar>) {
    first.store(to: pointer)
    second.store(to: pointer + L.laneCount)
  }
}
