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
    @inline(always) func halved(_ row: Int) -> Vector<L> {
      let terms = rows + row &* L.laneCount
      return Self.halve(
        Vector(loading: terms), Vector(loading: terms + half &* L.laneCount), blockLength: half,
        fold)
    }
    if L.laneCount == 2 { return halved(0) }
    if L.laneCount == 4 { return Self.halve(halved(0), halved(1), blockLength: 1, fold) }
    var four = FourVectors(halved(0), halved(1), halved(2), halved(3))
    if L.laneCount == 16 {
      four = four.combined(with: FourVectors(halved(4), halved(5), halved(6), halved(7))) {
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
