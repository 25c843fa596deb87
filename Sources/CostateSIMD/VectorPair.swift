/// Two vectors of sums side by side: so few that sums of sums fold in 16 registers, and a cache line where
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
    var sum = a
    sum.first = a.first + b.first
    sum.second = a.second + b.second
    return sum
  }

  /// Writes both vectors side by side.
  @inlinable @inline(always) func store(to pointer: UnsafeMutablePointer<L.Scalar>) {
    first.store(to: pointer)
    second.store(to: pointer + L.laneCount)
  }
}
