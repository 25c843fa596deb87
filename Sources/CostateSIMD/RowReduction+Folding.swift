/// How the vectors of rows fold: by halves, those of two rows at once.
extension RowReduction {
  /// Folds the lanes of `laneCount` rows by halves; row `r` ends in lane `r`, where rows that were
  /// not reduced leave whatever memory holds.
  ///
  /// Two rows that exchange blocks of half the remaining lanes hold the first halves of both in one vector
  /// and the second halves in another, so that one fold halves both.
  @inlinable @inline(always)
  func foldLanes(_ fold: (Vector<L>, Vector<L>) -> Vector<L>) -> Vector<L> {
    let half = L.laneCount / 2
    for row in 0..<half {
      let terms = rows + row &* L.laneCount
      Self.halve(
        Vector(loading: terms), Vector(loading: terms + half &* L.laneCount), blockLength: half,
        fold
      ).store(to: terms)
    }
    if L.laneCount == 2 { return Vector(loading: rows) }
    if L.laneCount == 4 {
      return Self.halve(
        Vector(loading: rows), Vector(loading: rows + L.laneCount), blockLength: 1, fold)
    }
    var four = FourVectors<L>(loading: rows)
    if L.laneCount == 16 {
      four = four.combined(with: FourVectors(loading: rows + FourVectors<L>.count)) {
        Self.halve($0, $1, blockLength: 4, fold)
      }
    }
    return Self.halve(
      Self.halve(four.first, four.third, blockLength: 2, fold),
      Self.halve(four.second, four.fourth, blockLength: 2, fold), blockLength: 1, fold)
  }

  /// Folds the halves of two rows.
  @inlinable @inline(always)
  static func halve(
    _ row: Vector<L>, _ partner: Vector<L>, blockLength: Int,
    _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) -> Vector<L> {
    let (low, high) = Vector.exchanged(row, partner, blockLength: blockLength)
    return fold(low, high)
  }
}
