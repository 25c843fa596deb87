/// Rows that a kernel reduces to one number each, alone or together with a second operand: see
/// ``RowReduction``.
@frozen public struct ReducedRows<Scalar> {
  /// The first term of the first row; terms are contiguous.
  public var first: UnsafePointer<Scalar>
  /// The distance from one row to the next.
  public var rowStride: Int
  /// The second operand's first term. Whether it has a row for each, as far apart, or one for all, the kernel
  /// says; one that reduces a single operand ignores it, and it must be readable like the first.
  public var second: UnsafePointer<Scalar>
  /// The terms of a row, at least 1.
  public var termCount: Int
  /// The rows.
  public var rowCount: Int
  /// A result for each row. Whole vectors are written: up to `laneCount − 1` elements more.
  public var results: UnsafeMutablePointer<Scalar>
  /// `RowReduction.scratchCount` elements.
  public var scratch: UnsafeMutablePointer<Scalar>

  /// All of it.
  @inlinable @inline(always)
  public init(
    first: UnsafePointer<Scalar>, rowStride: Int, second: UnsafePointer<Scalar>, termCount: Int,
    rowCount: Int, results: UnsafeMutablePointer<Scalar>, scratch: UnsafeMutablePointer<Scalar>
  ) {
    self.first = first
    self.rowStride = rowStride
    self.second = second
    self.termCount = termCount
    self.rowCount = rowCount
    self.results = results
    self.scratch = scratch
  }
}
