/// The form of ``ColumnDotProduct`` that reads some KiB of a row at a time, as hardware prefetchers and
/// address translation like it.
///
/// The partial sums of all columns are a row. Rows are folded depth first: the order of partial sums
/// 0, 32, 16, 48, 8, … (the bits of the index reversed) completes a pair after every second row, so
/// that seven rows are alive at most. Partial sums of one term or two are folded in registers, as many as
/// have eight terms together: a row then holds what eight or four of them fold to.
public enum ColumnSlab {
  /// The rows of partial sums in scratch memory; the first of the seven is the result.
  @inlinable @inline(always) static var scratchRowCount: Int { 6 }

  /// The most columns of a row: 4 KiB where vectors are long, else 8.
  ///
  /// On Zen 3 with 4096 rows of 16 KiB, 8 rows side by side gave 13 GB/s with 4 KiB and 15 to 16 with 8
  /// and with 16.
  @inlinable @inline(always) static func largestWidth<L: Lanes>(_: L.Type) -> Int {
    (L.fillsCacheLine ? 4096 : 8192) / MemoryLayout<L.Scalar>.stride
  }

  /// The rows of the matrix read side by side. On Sapphire Rapids with 4096 rows of 32 KiB, 16 gave
  /// 14.1 GB/s, 8 gave 13.0 and 4 gave 12.9, on a noisy machine; more would outnumber the ways of
  /// the second-level cache where rows lie a power of two apart. Zen 3, whose second-level cache has 8
  /// ways, read 512 rows of 2 KiB at 50 GB/s with 8 and at 12 with 16.
  @inlinable @inline(always) static func simultaneousTermCount<L: Lanes>(_: L.Type) -> Int {
    L.fillsCacheLine ? 16 : 8
  }

  /// Whether this is faster than to read four vectors of every term: where partial sums have one term
  /// each, where vectors are shorter than a cache line, and where that would touch more pages than the
  /// processor keeps translations of.
  ///
  /// A prototype on Sapphire Rapids (2048 translations) read rows of 32 KiB of doubles by groups of
  /// columns at 31 GB/s and by slabs at 28 where there were 512, at 8 and 14 where there were 4096.
  /// The border lies between; older processors keep 1024 or 1536 translations. Not tuned further.
  /// Zen 3 reads matrices beyond its second-level cache twice as fast by slabs.
  @inlinable @inline(always)
  static func isFaster<L: Lanes>(_: L.Type, termByteStride: Int, count: Int) -> Bool {
    let pageByteCount = 4096
    return !L.fillsCacheLine || count <= Arithmetic.partialSumCount
      || min(count, count &* termByteStride / pageByteCount) > 512
  }

  /// See ``ColumnDotProduct/multiply(_:vector:matrix:termStride:count:width:results:scratch:)``.
  @inlinable @inline(always)
  static func multiply<L: Lanes>(
    _: L.Type, _ vector: UnsafePointer<L.Scalar>, _ matrix: UnsafePointer<L.Scalar>,
    _ termStride: Int, _ count: Int, _ width: Int, results: UnsafeMutablePointer<L.Scalar>,
    scratch: UnsafeMutablePointer<L.Scalar>
  ) {
    let rowStep = largestWidth(L.self)
    let foldedCount =
      count <= Arithmetic.partialSumCount ? 8 : count <= 2 &* Arithmetic.partialSumCount ? 4 : 1
    var depth = 0
    var index = 0
    while index < Arithmetic.partialSumCount {
      var row = depth == 0 ? results : scratch + (depth &- 1) &* rowStep
      let partial = reversed(index)
      switch foldedCount {
      case 8:
        accumulateFolded(L.self, 8, partial, vector, matrix, termStride, count, width, into: row)
      case 4:
        accumulateFolded(L.self, 4, partial, vector, matrix, termStride, count, width, into: row)
      default:
        accumulate(L.self, partial, vector, matrix, termStride, count, width, into: row)
      }
      var pairs = index / foldedCount
      while pairs & 1 == 1 {
        depth &-= 1
        let target = depth == 0 ? results : scratch + (depth &- 1) &* rowStep
        fold(L.self, width, row, into: target)
        row = target
        pairs /= 2
      }
      depth &+= 1
      index &+= foldedCount
    }
  }

  /// The six bits of the number of a partial sum in reverse order.
  @inlinable @inline(always)
  static func reversed(_ index: Int) -> Int {
    var result = 0
    var bit = 1
    while bit < Arithmetic.partialSumCount {
      result = 2 &* result &+ (index & bit == 0 ? 0 : 1)
      bit &*= 2
    }
    return result
  }

  /// Computes what eight partial sums of one term each, or four of up to two, fold to, of every column.
  @inlinable @inline(always)
  static func accumulateFolded<L: Lanes>(
    _: L.Type, _ foldedCount: Int, _ partial: Int, _ vector: UnsafePointer<L.Scalar>,
    _ matrix: UnsafePointer<L.Scalar>, _ termStride: Int, _ count: Int, _ width: Int,
    into sums: UnsafeMutablePointer<L.Scalar>
  ) {
    let last =
      foldedCount == 8
      ? partial &+ Arithmetic.partialSumCount &- 8
      : partial &+ 2 &* Arithmetic.partialSumCount &- 16
    let terms = ColumnTerms<L>(
      vector: vector + partial, matrix: matrix + partial &* termStride, stride: termStride,
      count: count &- partial)
    var column = 0
    if last < count {
      while column &+ VectorPair<L>.count <= width {
        terms.folded(foldedCount, isWhole: true, column: column, step: L.laneCount)
          .store(to: sums + column)
        column &+= VectorPair<L>.count
      }
    }
    // The last vector may stand alone: then it is read twice.
    while column < width {
      terms.folded(
        foldedCount, isWhole: false, column: column,
        step: width &- column > L.laneCount ? L.laneCount : 0
      ).store(to: sums + column)
      column &+= VectorPair<L>.count
    }
  }

  /// Computes one partial sum of every column.
  @inlinable @inline(always)
  static func accumulate<L: Lanes>(
    _: L.Type, _ partial: Int, _ vector: UnsafePointer<L.Scalar>,
    _ matrix: UnsafePointer<L.Scalar>, _ termStride: Int, _ count: Int, _ width: Int,
    into sums: UnsafeMutablePointer<L.Scalar>
  ) {
    let step = Arithmetic.partialSumCount
    var start = partial
    repeat {
      let terms = start..<min(count, start &+ simultaneousTermCount(L.self) &* step)
      let source = matrix + start &* termStride
      // Whole groups apart from the last one, as in ColumnDotProduct.
      var column = 0
      while column &+ FourVectors<L>.count <= width {
        accumulate(
          terms, vector, source + column, termStride, FourOffsets(L.self),
          isFirst: start == partial, into: sums + column, L.self)
        column &+= FourVectors<L>.count
      }
      if column < width {
        accumulate(
          terms, vector, source + column, termStride, FourOffsets(L.self, width: width &- column),
          isFirst: start == partial, into: sums + column, L.self)
      }
      start &+= simultaneousTermCount(L.self) &* step
    } while start < count
  }

  /// Lets some terms enter one partial sum of four vectors of columns.
  @inlinable @inline(always)
  static func accumulate<L: Lanes>(
    _ terms: Range<Int>, _ vector: UnsafePointer<L.Scalar>, _ matrix: UnsafePointer<L.Scalar>,
    _ termStride: Int, _ offsets: FourOffsets, isFirst: Bool,
    into sums: UnsafeMutablePointer<L.Scalar>, _: L.Type
  ) {
    var total = isFirst ? FourVectors<L>(Vector(constant: -0.0)) : FourVectors(loading: sums)
    var source = matrix
    var term = terms.lowerBound
    while term < terms.upperBound {
      total.add(products: vector[term], FourVectors(loading: source, at: offsets))
      source += Arithmetic.partialSumCount &* termStride
      term &+= Arithmetic.partialSumCount
    }
    total.store(to: sums)
  }

  /// Adds a row of partial sums to another.
  @inlinable @inline(always)
  static func fold<L: Lanes>(
    _: L.Type, _ width: Int, _ row: UnsafePointer<L.Scalar>,
    into target: UnsafeMutablePointer<L.Scalar>
  ) {
    var column = 0
    while column < width {
      (FourVectors<L>(loading: target + column) + FourVectors(loading: row + column))
        .store(to: target + column)
      column &+= FourVectors<L>.count
    }
  }
}
