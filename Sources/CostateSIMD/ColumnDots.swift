/// Dot products of a vector with neighbouring columns over one chunk of terms, as ``ColumnDotProduct``
/// computes them.
@frozen public struct ColumnDots<Scalar> {
  /// The vector's first term; its terms are contiguous.
  public var vector: UnsafePointer<Scalar>
  /// The first column's first term; columns are contiguous.
  public var matrix: UnsafePointer<Scalar>
  /// The distance from one term of a column to the next.
  public var termStride: Int
  /// The terms, at least 1 and no more than a chunk of the arithmetic.
  public var termCount: Int
  /// The columns, up to `ColumnDotProduct.largestWidth`.
  public var columnCount: Int
  /// Which of the partial sums are computed.
  public var share: PartialSumShare
  /// A row for each sum that the share leaves; whole pairs of vectors are written.
  public var results: UnsafeMutablePointer<Scalar>
  /// The distance from one row of the results to the next.
  public var resultStride: Int
  /// `ColumnDotProduct.scratchCount` elements for as many columns.
  public var scratch: UnsafeMutablePointer<Scalar>

  /// All of it, or with no share named the whole sums of all terms.
  @inlinable @inline(always)
  public init(
    vector: UnsafePointer<Scalar>, matrix: UnsafePointer<Scalar>, termStride: Int, termCount: Int,
    columnCount: Int, share: PartialSumShare = .all, results: UnsafeMutablePointer<Scalar>,
    resultStride: Int = 0, scratch: UnsafeMutablePointer<Scalar>
  ) {
    self.vector = vector
    self.matrix = matrix
    self.termStride = termStride
    self.termCount = termCount
    self.columnCount = columnCount
    self.share = share
    self.results = results
    self.resultStride = resultStride
    self.scratch = scratch
  }
}
