/// Reductions down columns: the last axis is kept and the vector lanes run along it.
public enum ColumnReduction {
  /// Reduces columns.
  ///
  /// Arithmetic: in each chunk the terms enter `identity` in ascending order; the chunk results are folded in
  /// ascending order, the first as it is.
  @inlinable @inline(always)
  public static func reduce<L: Lanes>(
    _: L.Type, _ columns: ReducedColumns<L.Scalar>, identity: Vector<L>,
    fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    let width = columns.columnCount
    var column = 0
    while column < width {
      let remaining = min(FourVectors<L>.count, width &- column)
      let terms = columns.source + column
      // Of whole strips the compiler knows where vectors lie.
      let total =
        remaining == FourVectors<L>.count
        ? reduceStrip(columns, terms, FourOffsets(L.self), identity: identity, fold: fold)
        : reduceStrip(
          columns, terms, FourOffsets(L.self, width: remaining), identity: identity, fold: fold)
      total.store(first: remaining, to: columns.results + column)
      column &+= FourVectors<L>.count
    }
  }

  /// Reduces four vectors of columns, whose first terms are at `offsets` from `terms`.
  @inlinable @inline(always)
  static func reduceStrip<L: Lanes>(
    _ columns: ReducedColumns<L.Scalar>, _ terms: UnsafePointer<L.Scalar>, _ offsets: FourOffsets,
    identity: Vector<L>, fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) -> FourVectors<L> {
    let (termStride, chunkLength) = (columns.termStride, columns.chunkLength)
    var terms = terms
    var total = FourVectors<L>(identity)
    var start = 0
    while start < columns.termCount {
      let chunk = min(chunkLength, columns.termCount &- start)
      var results = FourVectors<L>(identity)
      for _ in 0..<chunk {
        results = results.combined(with: FourVectors(loading: terms, at: offsets), fold)
        terms += termStride
      }
      total = start == 0 ? results : total.combined(with: results, fold)
      start &+= chunk
    }
    return total
  }
}

extension FourVectors {
  /// Writes the first `width` scalars only.
  @inlinable @inline(always)
  public func store(first width: Int, to pointer: UnsafeMutablePointer<L.Scalar>) {
    if width == Self.count {
      store(to: pointer)
    } else {
      first.store(first: width, to: pointer)
      second.store(first: width &- L.laneCount, to: pointer + L.laneCount)
      third.store(first: width &- 2 &* L.laneCount, to: pointer + 2 &* L.laneCount)
      fourth.store(first: width &- 3 &* L.laneCount, to: pointer + 3 &* L.laneCount)
    }
  }
}

extension Vector {
  /// Writes the first `width` lanes only, one by one: none if it is negative, all if it is large.
  @inlinable @inline(never)
  public func store(first width: Int, to pointer: UnsafeMutablePointer<L.Scalar>) {
    var lane = 0
    while lane < min(width, L.laneCount) {
      pointer[lane] = self[lane: lane]
      lane &+= 1
    }
  }
}
