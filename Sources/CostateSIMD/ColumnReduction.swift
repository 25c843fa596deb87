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
    let (count, width) = (columns.termCount, columns.columnCount)
    var column = 0
    while column < width {
      let remaining = min(FourVectors<L>.count, width &- column)
      let offsets = FourOffsets(L.self, width: remaining)
      var terms = columns.source + column
      var total = FourVectors<L>(identity)
      var start = 0
      while start < count {
        let chunk = min(columns.chunkLength, count &- start)
        var sums = FourVectors<L>(identity)
        for _ in 0..<chunk {
          sums = sums.combined(with: FourVectors(loading: terms, at: offsets), fold)
          terms += columns.termStride
        }
        total = start == 0 ? sums : total.combined(with: sums, fold)
        start &+= chunk
      }
      total.store(first: remaining, to: columns.results + column)
      column &+= FourVectors<L>.count
    }
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
