/// The form of ``ColumnDotProduct`` for matrices of many pages: it reads 4 KiB of a row at a time,
/// as hardware prefetchers and address translation like it.
///
/// The partial sums of all columns are a row. Rows are folded depth first: the order of partial sums
/// 0, 32, 16, 48, 8, … (the bits of the index reversed) completes a pair after every second row, so
/// that seven rows are alive at most.
public enum ColumnSlab {
  /// The rows of partial sums in scratch memory; the first of the seven is the result.
  @inlinable @inline(always) static var scratchRowCount: Int { 6 }

  /// The rows of the matrix read side by side. On Sapphire Rapids with 4096 rows of 32 KiB, 16 gave
  /// 14.1 GB/s, 8 gave 13.0 and 4 gave 12.9, on a noisy machine; more would outnumber the ways of
  /// the second-level cache where rows lie a power of two apart.
  @inlinable @inline(always) static var simultaneousTermCount: Int { 16 }

  /// Whether reading four vectors of every term would touch more pages than the processor keeps
  /// translations of.
  ///
  /// A prototype on Sapphire Rapids (2048 translations) read rows of 32 KiB of doubles by groups of
  /// columns at 31 GB/s and by slabs at 28 where there were 512, at 8 and 14 where there were 4096.
  /// The border lies between; older processors keep 1024 or 1536 translations. Not tuned further.
  @inlinable @inline(always)
  static func isFaster(termByteStride: Int, count: Int) -> Bool {
    let pageByteCount = 4096
    return min(count, count &* termByteStride / pageByteCount) > 512
  }

  /// See ``ColumnDotProduct/multiply(_:vector:matrix:termStride:count:width:results:scratch:)``.
  @inlinable @inline(always)
  static func multiply<L: Lanes>(
    _: L.Type, _ vector: UnsafePointer<L.Scalar>, _ matrix: UnsafePointer<L.Scalar>,
    _ termStride: Int, _ count: Int, _ width: Int, results: UnsafeMutablePointer<L.Scalar>,
    scratch: UnsafeMutablePointer<L.Scalar>
  ) {
    let rowStep = ColumnDotProduct.largestWidth(L.Scalar.self)
    var depth = 0
    for index in 0..<Arithmetic.partialSumCount {
      var row = depth == 0 ? results : scratch + (depth &- 1) &* rowStep
      accumulate(L.self, reversed(index), vector, matrix, termStride, count, width, into: row)
      var pairs = index
      while pairs & 1 == 1 {
        depth &-= 1
        let target = depth == 0 ? results : scratch + (depth &- 1) &* rowStep
        fold(L.self, width, row, into: target)
        row = target
        pairs /= 2
      }
      depth &+= 1
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
      let end = min(count, start &+ simultaneousTermCount &* step)
      var column = 0
      while column < width {
        let offsets = FourOffsets(L.self, width: width &- column)
        var total =
          start == partial
          ? FourVectors<L>(Vector(constant: -0.0)) : FourVectors(loading: sums + column)
        var terms = matrix + (start &* termStride &+ column)
        var term = start
        while term < end {
          total.add(products: vector[term], FourVectors(loading: terms, at: offsets))
          terms += step &* termStride
          term &+= step
        }
        total.store(to: sums + column)
        column &+= FourVectors<L>.count
      }
      start &+= simultaneousTermCount &* step
    } while start < count
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
