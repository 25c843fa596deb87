/// Columns that a kernel reduces to one number each: see ``ColumnReduction``.
@frozen public struct ReducedColumns<Scalar> {
  /// The first term of the first column; columns are contiguous.
  public var source: UnsafePointer<Scalar>
  /// The distance from one term of a column to the next.
  public var termStride: Int
  /// The terms of a column, at least 1.
  public var termCount: Int
  /// The terms of a chunk, whose results are folded; 1 folds chunk results computed elsewhere.
  public var chunkLength: Int
  /// The columns.
  public var columnCount: Int
  /// A result for each column.
  public var results: UnsafeMutablePointer<Scalar>

  /// All of it.
  @inlinable @inline(always)
  public init(
    source: UnsafePointer<Scalar>, termStride: Int, termCount: Int, chunkLength: Int,
    columnCount: Int,
    results: UnsafeMutablePointer<Scalar>
  ) {
    self.source = source
    self.termStride = termStride
    self.termCount = termCount
    self.chunkLength = chunkLength
    self.columnCount = columnCount
    self.results = results
  }
}
