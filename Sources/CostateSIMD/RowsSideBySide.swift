/// Rows that share the loads of the other operand and are read side by side from end to end, with their
/// partial results in memory.
///
/// Where a row has more partial results than registers hold, that takes no more loads than to keep them there
/// in several passes over the row. And memory gives more to several rows at a time: on Zen 3 10 GB/s to one row of
/// doubles in two passes, 13 in one, and 17 to four; of floats 12.5 to one row and 17 to two.
@frozen @usableFromInline struct RowsSideBySide<L: Lanes> {
  @usableFromInline let partials: UnsafeMutablePointer<L.Scalar>

  /// The rows: four, or two where registers hold all partial results of a row or vectors hold two elements.
  @inlinable @inline(always) static var rowCount: Int {
    RowPair<L>.isWhole ? 2 : min(4, L.laneCount)
  }

  /// The groups of 64 terms that enter partial results between reading and writing them: one or two.
  @inlinable @inline(always) static var groupCount: Int { RowPair<L>.isWhole ? 2 : 1 }

  /// Whether it is faster than a ``RowPair`` for rows so many bytes apart: where that needs several passes, and
  /// where it reads one row at a time and rows are so long that many of them come from memory. Zen 3 read
  /// 2047 × 1025 floats, which the third-level cache holds, 10 % slower than by single rows and 4096 × 4096 in
  /// three quarters of the time.
  @inlinable @inline(always) static func isFaster(rowByteStride: Int) -> Bool {
    !RowPair<L>.isWhole || RowPair<L>.rowCount == 1 && rowByteStride >= 16 << 10
  }

  /// Partial results that are written here, 64 for each row.
  @inlinable @inline(always) init(partials: UnsafeMutablePointer<L.Scalar>) {
    self.partials = partials
  }

  /// Lets one or two groups of 64 terms of each row, which are `rowStep` apart, enter together with those at
  /// `shared`; the first ones enter `identity`.
  @inlinable @inline(always)
  func accumulate(
    _ terms: UnsafePointer<L.Scalar>, _ rowStep: Int, _ shared: UnsafePointer<L.Scalar>,
    groupCount: Int, isFirst: Bool, _ identity: Vector<L>,
    _ function: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>
  ) {
    let next = Arithmetic.partialSumCount
    var index = 0
    while index < Arithmetic.partialSumCount {
      // Beside a store nothing is known to be unchanged: what rows share is read before.
      let others = VectorPair<L>(loading: shared + index, step: (groupCount &- 1) &* next)
      for row in 0..<Self.rowCount {
        let partial = partials + (row &* Arithmetic.partialSumCount &+ index)
        let source = terms + (row &* rowStep &+ index)
        var sum = function(
          isFirst ? identity : Vector(loading: partial), Vector(loading: source), others.first)
        if groupCount == 2 { sum = function(sum, Vector(loading: source + next), others.second) }
        sum.store(to: partial)
      }
      index &+= L.laneCount
    }
  }
}
