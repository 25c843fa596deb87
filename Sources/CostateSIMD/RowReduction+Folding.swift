/// How the partial results of rows fold: by halves, those of several rows at once where a vector holds them.
extension RowReduction {
  /// Folds the 64 partial results by halves down to one vector.
  @inlinable @inline(always)
  func foldPartials(
    _ partials: UnsafeMutablePointer<L.Scalar>, into row: UnsafeMutablePointer<L.Scalar>,
    _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    var half = Arithmetic.partialSumCount / 2
    while half >= L.laneCount {
      var index = 0
      while index < half {
        fold(Vector(loading: partials + index), Vector(loading: partials + index + half))
          .store(to: partials + index)
        index &+= L.laneCount
      }
      half /= 2
    }
    Vector<L>(loading: partials).store(to: row)
  }

  /// Folds the lanes of `laneCount` rows by halves; row `r` ends in lane `r`, where rows that were
  /// not reduced leave whatever memory holds.
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
    return foldHalvedLanes(fold)
  }

  /// Folds what the first halving left of `laneCount` rows: half as many vectors.
  ///
  /// Two rows that exchange blocks of half the remaining lanes hold the first halves of both in one vector
  /// and the second halves in another, so that one fold halves both.
  @inlinable @inline(always)
  func foldHalvedLanes(_ fold: (Vector<L>, Vector<L>) -> Vector<L>) -> Vector<L> {
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
