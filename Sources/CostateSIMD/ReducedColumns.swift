/// Columns that a kernel reduces to one number each: see ``ColumnReduction``.
@frozen public struct ReducedColumns<Scalar> {
  /// The first term of the first column; columns are contiguous.
  public var source: UnsafePointer<Scalar>
  /// The distance from one term of a column to the next.
  public var termStride: Int
  /// The terms of a column, at least 1.
  public var count: Int
  /// The terms of a chunk, whose results are folded; 1 folds chunk results computed elsewhere.
  public var chunkLength: Int
  /// The columns.
  public var width: Int
  /// A result for each column.
  public var result: UnsafeMutablePointer<Scalar>

  /// All of it.
  @inlinable @inline(always)
  public init(
    source: UnsafePointer<Scalar>, termStride: Int, count: Int, chunkLength: Int, width: Int,
    result: UnsafeMutablePointer<Scalar>
  ) {
    self.source = source
    self.termStride = termStride
    self.count = count
    self.chunkLength = chunkLength
    self.width = width
    self.result = result
  }
}
