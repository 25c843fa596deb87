/// 64 terms of two rows, each of which is a partial result: they fold as they come. Both rows share the loads
/// of the other operand.
@frozen @usableFromInline struct TermGroup<L: Lanes> {
  @usableFromInline typealias Accumulation = (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>
  @usableFromInline typealias Fold = (Vector<L>, Vector<L>) -> Vector<L>

  /// Two rows, and the row that each goes together with.
  @usableFromInline let rows: GroupRows<L>
  /// What stands for the terms from `endStart` on: the last ones, padded to 64.
  @usableFromInline let ends: GroupRows<L>
  @usableFromInline let endStart: Int

  /// Rows of 64 terms, or of fewer with padded ends.
  @inlinable @inline(always)
  init(_ rows: GroupRows<L>, ends: GroupRows<L>, endStart: Int) {
    self.rows = rows
    self.ends = ends
    self.endStart = endStart
  }

  /// Folds each row by halves down to one vector.
  @inlinable @inline(always)
  func folded(_ identity: Vector<L>, _ accumulate: Accumulation, _ fold: Fold) -> VectorPair<L> {
    if L.laneCount == 16 { return four(0, identity, accumulate, fold) }
    if L.laneCount == 8 { return eight(0, identity, accumulate, fold) }
    let even = sixteen(0, identity, accumulate, fold)
    if L.laneCount == 4 { return even }
    return even.combined(with: sixteen(2, identity, accumulate, fold), fold)
  }

  /// What 16 vectors of each fold to, 4 elements apart.
  @inlinable @inline(always)
  func sixteen(
    _ index: Int, _ identity: Vector<L>, _ accumulate: Accumulation, _ fold: Fold
  ) -> VectorPair<L> {
    eight(index, identity, accumulate, fold)
      .combined(with: eight(index &+ 4, identity, accumulate, fold), fold)
  }

  /// What 8 vectors of each fold to, 8 elements apart.
  @inlinable @inline(always)
  func eight(
    _ index: Int, _ identity: Vector<L>, _ accumulate: Accumulation, _ fold: Fold
  ) -> VectorPair<L> {
    four(index, identity, accumulate, fold)
      .combined(with: four(index &+ 8, identity, accumulate, fold), fold)
  }

  /// What 4 vectors of each fold to, 16 elements apart.
  @inlinable @inline(always)
  func four(
    _ index: Int, _ identity: Vector<L>, _ accumulate: Accumulation, _ fold: Fold
  ) -> VectorPair<L> {
    two(index, identity, accumulate, fold)
      .combined(with: two(index &+ 16, identity, accumulate, fold), fold)
  }

  /// What 2 vectors of each fold to, 32 elements apart.
  @inlinable @inline(always)
  func two(
    _ index: Int, _ identity: Vector<L>, _ accumulate: Accumulation, _ fold: Fold
  ) -> VectorPair<L> {
    partial(index, identity, accumulate)
      .combined(with: partial(index &+ 32, identity, accumulate), fold)
  }

  @inlinable @inline(always)
  func partial(
    _ index: Int, _ identity: Vector<L>, _ accumulate: Accumulation
  ) -> VectorPair<L> {
    let source = index < endStart ? rows : ends
    let other = Vector<L>(loading: source.other + index)
    return VectorPair(
      accumulate(identity, Vector(loading: source.row + index), other),
      accumulate(identity, Vector(loading: source.partner + index), other))
  }
}

/// Two rows, and the row that each goes together with.
@frozen @usableFromInline struct GroupRows<L: Lanes> {
  @usableFromInline let row: UnsafePointer<L.Scalar>
  @usableFromInline let partner: UnsafePointer<L.Scalar>
  @usableFromInline let other: UnsafePointer<L.Scalar>

  @inlinable @inline(always)
  init(
    row: UnsafePointer<L.Scalar>, partner: UnsafePointer<L.Scalar>, other: UnsafePointer<L.Scalar>
  ) {
    self.row = row
    self.partner = partner
    self.other = other
  }
}
