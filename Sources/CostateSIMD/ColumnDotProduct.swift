/// Dot products of one vector with many columns whose elements lie side by side: the vector lanes
/// run over the columns.
///
/// Arithmetic: that of ``RowReduction`` for one chunk. A partial sum starts with its first product, as
/// adding that to −0 would, and −0 is what a partial sum without terms contributes.
///
/// A partial sum of all columns is a row of scratch memory. Eight rows of the matrix enter one between reading
/// and writing it, then eight others the next: so 64 or 128 neighbouring rows are read before others are,
/// as memory and address translation like it. Where partial sums have up to four terms, two, four or
/// eight of them are folded as they are computed.
public enum ColumnDotProduct {
  /// The most columns of one call; the partial sums of so many are 256 KiB.
  ///
  /// On Zen 3 4096 rows of 32 KiB took 15 ms by pieces of 1 KiB, 9.5 of 4, 7.8 of 8 and of 16, 7.4 of 32.
  @inlinable @inline(always) public static var largestWidth: Int { 4096 }

  /// The scratch memory it needs for so many columns, in elements: the partial sums, and a row of zeros.
  @inlinable @inline(always)
  public static func scratchCount<L: Lanes>(_: L.Type, width: Int) -> Int {
    (Arithmetic.partialSumCount(of: L.Scalar.self) &+ 1) &* rowStep(L.self, width: width)
  }

  /// From a row of partial sums to the next: whole pairs of vectors, and a cache line, since caches do
  /// not hold many lines that are powers of two apart.
  @inlinable @inline(always) static func rowStep<L: Lanes>(_: L.Type, width: Int) -> Int {
    let pair = VectorPair<L>.count
    return (width &+ pair &- 1) / pair &* pair &+ CacheLine.length(L.Scalar.self)
  }

  /// Multiplies a vector with columns: code of its own where all partial sums are asked for, since short columns
  /// notice what it takes to tell them from a share.
  @inlinable @inline(always)
  public static func multiply<L: Lanes>(_: L.Type, _ dots: ColumnDots<L.Scalar>) {
    if dots.share.count == 1 {
      multiply(L.self, dots, share: .all)
    } else {
      multiply(L.self, dots, share: dots.share)
    }
  }

  @inlinable @inline(always)
  static func multiply<L: Lanes>(
    _: L.Type, _ dots: ColumnDots<L.Scalar>, share: PartialSumShare
  ) {
    let (count, width) = (dots.termCount, dots.columnCount)
    let partialCount = Arithmetic.partialSumCount(of: L.Scalar.self)
    let rowStep = rowStep(L.self, width: width)
    let zeros = dots.scratch + partialCount &* rowStep
    let foldedCount =
      share.count == 1
      ? foldedCount(termCount: (count &+ partialCount &- 1) / partialCount) : 1
    let rowCount = partialCount / foldedCount
    let writesResults = rowCount == share.step
    let blockLength = 8 &* rowCount
    if count % blockLength != 0 {
      for column in stride(from: 0, to: width, by: L.laneCount) {
        Vector<L>(constant: 0).store(to: zeros + column)
      }
    }
    var start = 0
    while start < count {
      // Of the first block every row is written, with or without terms.
      for partial in 0..<(start == 0 ? rowCount : min(rowCount, count &- start))
      where share.contains(partial) {
        let sums =
          writesResults
          ? dots.results + (partial &- share.start) &* dots.resultStride
          : dots.scratch + partial &* rowStep
        @inline(always) func accumulate(_ foldedCount: Int, isFirst: Bool) {
          let terms = ColumnTerms<L>(
            vector: dots.vector + start, matrix: dots.matrix + start &* dots.termStride,
            stride: dots.termStride, count: count &- start, partial: partial,
            foldedCount: foldedCount, zeros: zeros)
          Self.accumulate(terms, foldedCount, width, isFirst: isFirst, into: sums)
        }
        switch foldedCount {
        case 8: accumulate(8, isFirst: true)
        case 4: accumulate(4, isFirst: true)
        case 2: accumulate(2, isFirst: true)
        default:
          if start == 0 {
            accumulate(1, isFirst: true)
          } else {
            accumulate(1, isFirst: false)
          }
        }
      }
      start &+= blockLength
    }
    if writesResults { return }
    for sum in 0..<share.neighbourCount {
      fold(
        L.self, dots.scratch + (share.start &+ sum) &* rowStep,
        rowCount: rowCount / share.step, rowStep: share.step &* rowStep, width: width,
        into: dots.results + sum &* dots.resultStride)
    }
  }

  /// How many partial sums of so many terms are folded as they are computed: those that have eight terms
  /// together.
  @inlinable @inline(always)
  static func foldedCount(termCount: Int) -> Int {
    if termCount > 4 { return 1 }
    return termCount > 2 ? 2 : termCount == 2 ? 4 : 8
  }

  /// Lets terms enter a row of partial sums.
  @inlinable @inline(always)
  static func accumulate<L: Lanes>(
    _ terms: ColumnTerms<L>, _ foldedCount: Int, _ width: Int, isFirst: Bool,
    into sums: UnsafeMutablePointer<L.Scalar>
  ) {
    @inline(always) func accumulate(_ column: Int, step: Int) {
      let start =
        isFirst
        ? VectorPair(Vector(constant: -0.0))
        : VectorPair<L>(loading: sums + column, step: L.laneCount)
      terms.sum(foldedCount, start: start, column: column, step: step).store(to: sums + column)
    }
    var column = 0
    while column &+ VectorPair<L>.count <= width {
      accumulate(column, step: L.laneCount)
      column &+= VectorPair<L>.count
    }
    if column < width {
      // A vector that stands alone is read twice.
      accumulate(column, step: width &- column > L.laneCount ? L.laneCount : 0)
    }
  }

  /// Folds 2, 4, 8 or 16 rows of partial sums by halves; the first of them may be the result.
  ///
  /// Writes whole pairs of vectors.
  @inlinable @inline(always)
  public static func fold<L: Lanes>(
    _: L.Type, _ sums: UnsafePointer<L.Scalar>, rowCount: Int, rowStep: Int, width: Int,
    into results: UnsafeMutablePointer<L.Scalar>
  ) {
    @inline(always) func fold(_ rowCount: Int) {
      var column = 0
      while column < width {
        VectorPair<L>.foldedByHalves(rowCount) { row in
          VectorPair(loading: sums + (row &* rowStep &+ column), step: L.laneCount)
        }.store(to: results + column)
        column &+= VectorPair<L>.count
      }
    }
    switch rowCount {
    case 2: fold(2)
    case 4: fold(4)
    case 8: fold(8)
    default: fold(16)
    }
  }
}
