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
  @inlinable @inline(always) init(products factor: Vector<L>, _ terms: Self) {
    first = factor * terms.first
    second = factor * terms.second
  }

  /// Adds the products of one factor with two vectors by FMA.
  @inlinable @inline(always) mutating func add(products factor: Vector<L>, _ terms: Self) {
    first = first.addingProduct(factor, terms.first)
    second = second.addingProduct(factor, terms.second)
  }

  /// The sum by halves of `count` terms: 2, 4, 8 or 16.
  ///
  /// One function for each number: those that are always inlined cannot call themselves.
  @inlinable @inline(always)
  static func foldedByHalves(_ count: Int, _ term: (Int) -> Self) -> Self {
    @inline(always) func two(_ first: Int, _ step: Int) -> Self {
      term(first) + term(first &+ step)
    }
    @inline(always) func four(_ first: Int, _ step: Int) -> Self {
      two(first, 2 &* step) + two(first &+ step, 2 &* step)
    }
    @inline(always) func eight(_ first: Int, _ step: Int) -> Self {
      four(first, 2 &* step) + four(first &+ step, 2 &* step)
    }
    switch count {
    case 2: return two(0, 1)
    case 4: return four(0, 1)
    case 8: return eight(0, 1)
    default: return eight(0, 2) + eight(1, 2)
    }
  }

  @inlinable @inline(always) static func + (a: Self, b: Self) -> Self {
    Self(a.first + b.first, a.second + b.second)
  }

  /// Writes both vectors side by side.
  @inlinable @inline(always) func store(to pointer: UnsafeMutablePointer<L.Scalar>) {
    first.store(to: pointer)
    second.store(to: pointer + L.laneCount)
  }
}
