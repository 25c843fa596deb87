/// Four vectors of sums side by side: enough independent chains to hide the latency of an addition,
/// few enough for every register file.
@frozen public struct FourVectors<L: Lanes> {
  @usableFromInline var first: Vector<L>
  @usableFromInline var second: Vector<L>
  @usableFromInline var third: Vector<L>
  @usableFromInline var fourth: Vector<L>

  /// The number of scalars.
  @inlinable @inline(always) public static var count: Int { 4 &* L.laneCount }

  /// The same vector four times.
  @inlinable @inline(always) public init(_ vector: Vector<L>) {
    first = vector
    second = vector
    third = vector
    fourth = vector
  }

  /// Four vectors.
  @inlinable @inline(always)
  init(_ first: Vector<L>, _ second: Vector<L>, _ third: Vector<L>, _ fourth: Vector<L>) {
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }

  /// Reads the four vectors at `offsets` from `pointer`.
  @inlinable @inline(always)
  public init(loading pointer: UnsafePointer<L.Scalar>, at offsets: FourOffsets) {
    first = Vector(loading: pointer)
    second = Vector(loading: pointer + offsets.second)
    third = Vector(loading: pointer + offsets.third)
    fourth = Vector(loading: pointer + offsets.fourth)
  }

  /// Reads four neighbouring vectors.
  @inlinable @inline(always) public init(loading pointer: UnsafePointer<L.Scalar>) {
    self.init(loading: pointer, at: FourOffsets(L.self))
  }

  /// Reads four neighbouring elements of each of `laneCount` rows, which are `stride` apart: a vector
  /// holds one element of every row.
  @inlinable @inline(always)
  public init(transposing rows: UnsafePointer<L.Scalar>, stride: Int) {
    self.init(Vector(constant: 0))
    withUnsafeMutablePointer(to: &self) { L.loadTransposed(rows, stride: stride, into: $0) }
  }

  /// Writes four neighbouring vectors.
  @inlinable @inline(always) public func store(to pointer: UnsafeMutablePointer<L.Scalar>) {
    first.store(to: pointer)
    second.store(to: pointer + L.laneCount)
    third.store(to: pointer + 2 &* L.laneCount)
    fourth.store(to: pointer + 3 &* L.laneCount)
  }

  /// Applies a function of two vectors four times.
  @inlinable @inline(always)
  public func combined(with other: Self, _ function: (Vector<L>, Vector<L>) -> Vector<L>) -> Self {
    var result = self
    result.first = function(first, other.first)
    result.second = function(second, other.second)
    result.third = function(third, other.third)
    result.fourth = function(fourth, other.fourth)
    return result
  }

  /// Applies a function of three vectors four times.
  @inlinable @inline(always)
  public func combined(
    with a: Self, _ b: Self, _ function: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>
  ) -> Self {
    var result = self
    result.first = function(first, a.first, b.first)
    result.second = function(second, a.second, b.second)
    result.third = function(third, a.third, b.third)
    result.fourth = function(fourth, a.fourth, b.fourth)
    return result
  }
}

/// Where the last three of four vectors lie, in elements after the first.
@frozen public struct FourOffsets {
  @usableFromInline let second: Int
  @usableFromInline let third: Int
  @usableFromInline let fourth: Int

  /// Side by side.
  @inlinable @inline(always) public init<L: Lanes>(_: L.Type) {
    second = L.laneCount
    third = 2 &* L.laneCount
    fourth = 3 &* L.laneCount
  }

  /// A step apart.
  @inlinable @inline(always) public init(step: Int) {
    second = step
    third = 2 &* step
    fourth = 3 &* step
  }

  /// Side by side as far as `width > 0` elements need them; the rest repeat the last one, so that
  /// no read goes further than a vector past the end.
  @inlinable @inline(always) public init<L: Lanes>(_: L.Type, width: Int) {
    let last = (width &- 1) / L.laneCount &* L.laneCount
    second = min(L.laneCount, last)
    third = min(2 &* L.laneCount, last)
    fourth = min(3 &* L.laneCount, last)
  }
}
