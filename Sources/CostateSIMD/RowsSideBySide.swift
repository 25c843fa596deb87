/// Partial results of rows that are read side by side: eight vectors, enough independent chains to hide the
/// latency of a fused multiply-add and few enough for every register file.
///
/// They are the partial results of eight, four or two rows: each has a cache line of them.
@frozen @usableFromInline struct RowsSideBySide<L: Lanes> {
  /// The first vectors of all rows, then the second ones, and so on.
  @usableFromInline var low: FourVectors<L>
  @usableFromInline var high: FourVectors<L>

  /// The vectors of each row.
  @inlinable @inline(always) static var vectorCount: Int {
    Arithmetic.partialSumCount(of: L.Scalar.self) / L.laneCount
  }

  /// The rows.
  @inlinable @inline(always) static var rowCount: Int { 8 / vectorCount }

  /// The same vector everywhere.
  @inlinable @inline(always) init(_ vector: Vector<L>) {
    low = FourVectors(vector)
    high = low
  }

  /// Lets a term enter every partial result.
  ///
  /// - Parameters:
  ///   - terms: the terms of one operand, by the numbers of the row and the vector.
  ///   - others: those of the other one.
  @inlinable @inline(always)
  mutating func accumulate(
    _ terms: (Int, Int) -> Vector<L>, _ others: (Int, Int) -> Vector<L>,
    _ function: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>
  ) {
    @inline(always) func accumulated(_ sum: Vector<L>, _ index: Int) -> Vector<L> {
      let (row, vector) = (index % Self.rowCount, index / Self.rowCount)
      return function(sum, terms(row, vector), others(row, vector))
    }
    low.first = accumulated(low.first, 0)
    low.second = accumulated(low.second, 1)
    low.third = accumulated(low.third, 2)
    low.fourth = accumulated(low.fourth, 3)
    high.first = accumulated(high.first, 4)
    high.second = accumulated(high.second, 5)
    high.third = accumulated(high.third, 6)
    high.fourth = accumulated(high.fourth, 7)
  }

  /// Folds the partial results of each row by halves down to a vector, one for each row.
  @inlinable @inline(always)
  func fold(
    into rows: UnsafeMutablePointer<L.Scalar>, _ function: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    if Self.vectorCount == 1 {
      low.store(to: rows)
      high.store(to: rows + FourVectors<L>.count)
      return
    }
    let four = low.combined(with: high, function)
    if Self.vectorCount == 2 {
      four.store(to: rows)
      return
    }
    VectorPair(function(four.first, four.third), function(four.second, four.fourth))
      .store(to: rows)
  }
}
