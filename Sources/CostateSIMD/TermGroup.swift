/// 64 terms of two operands, each of which is a partial result: where registers do not hold all of these they
/// fold as they come.
@frozen @usableFromInline struct TermGroup<L: Lanes> {
  @usableFromInline typealias Accumulation = (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>
  @usableFromInline typealias Fold = (Vector<L>, Vector<L>) -> Vector<L>

  @usableFromInline let first: UnsafePointer<L.Scalar>
  @usableFromInline let second: UnsafePointer<L.Scalar>

  @inlinable @inline(always)
  init(first: UnsafePointer<L.Scalar>, second: UnsafePointer<L.Scalar>) {
    self.first = first
    self.second = second
  }

  /// Folds all by halves down to one vector of two lanes or four.
  @inlinable @inline(always)
  func reduced(_ identity: Vector<L>, _ accumulate: Accumulation, _ fold: Fold) -> Vector<L> {
    let even = sixteen(0, identity, accumulate, fold)
    return L.laneCount == 4 ? even : fold(even, sixteen(2, identity, accumulate, fold))
  }

  /// What 16 vectors fold to, 4 elements apart.
  @inlinable @inline(always)
  func sixteen(
    _ index: Int, _ identity: Vector<L>, _ accumulate: Accumulation, _ fold: Fold
  ) -> Vector<L> {
    fold(
      eight(index, identity, accumulate, fold), eight(index &+ 4, identity, accumulate, fold))
  }

  /// What 8 vectors fold to, 8 elements apart.
  @inlinable @inline(always)
  func eight(
    _ index: Int, _ identity: Vector<L>, _ accumulate: Accumulation, _ fold: Fold
  ) -> Vector<L> {
    fold(four(index, identity, accumulate, fold), four(index &+ 8, identity, accumulate, fold))
  }

  /// What 4 vectors fold to, 16 elements apart.
  @inlinable @inline(always)
  func four(
    _ index: Int, _ identity: Vector<L>, _ accumulate: Accumulation, _ fold: Fold
  ) -> Vector<L> {
    fold(
      fold(partial(index, identity, accumulate), partial(index &+ 32, identity, accumulate)),
      fold(partial(index &+ 16, identity, accumulate), partial(index &+ 48, identity, accumulate)))
  }

  @inlinable @inline(always)
  func partial(_ index: Int, _ identity: Vector<L>, _ accumulate: Accumulation) -> Vector<L> {
    accumulate(identity, Vector(loading: first + index), Vector(loading: second + index))
  }
}
