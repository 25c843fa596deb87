/// Up to four rows that share the loads of the other operand, with their partial results in memory: where a
/// row has more of them than registers hold.
///
/// That takes no more loads than to keep them in registers and to read the other operand for each row.
/// And rows are read side by side from end to end: on Zen 3 memory gave 10 GB/s to one row at a time
/// in two passes, 13 in one pass, and 17 to four rows.
@frozen @usableFromInline struct RowQuad<L: Lanes> {
  @usableFromInline let partials: UnsafeMutablePointer<L.Scalar>

  /// The rows: as many as ``RowReduction`` folds the lanes of together, up to four.
  @inlinable @inline(always) static var rowCount: Int { min(4, L.laneCount) }

  /// Whether it is faster than a ``RowPair``.
  @inlinable @inline(always) static var isFaster: Bool {
    RowPair<L>.width < Arithmetic.partialSumCount
  }

  /// Partial results that are written here, 64 for each row.
  @inlinable @inline(always) init(partials: UnsafeMutablePointer<L.Scalar>) {
    self.partials = partials
  }

  /// Lets 64 terms of each row, which are `rowStep` apart, enter together with those at `shared`; the
  /// first ones enter `identity`.
  @inlinable @inline(always)
  func accumulate(
    _ terms: UnsafePointer<L.Scalar>, _ rowStep: Int, _ shared: UnsafePointer<L.Scalar>,
    isFirst: Bool, _ identity: Vector<L>,
    _ function: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>
  ) {
    var index = 0
    while index < Arithmetic.partialSumCount {
      let other = Vector<L>(loading: shared + index)
      for row in 0..<Self.rowCount {
        let partial = partials + (row &* Arithmetic.partialSumCount &+ index)
        let term = Vector<L>(loading: terms + (row &* rowStep &+ index))
        function(isFirst ? identity : Vector(loading: partial), term, other).store(to: partial)
      }
      index &+= L.laneCount
    }
  }
}
