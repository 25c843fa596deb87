/// What is packed of an operand of a matrix product: rows of the left one or columns of the right one.
@frozen public struct OperandLines<Scalar> {
  /// The first term of the first row or column. Up to a vector past the last one may be read.
  public var source: UnsafePointer<Scalar>
  /// How many rows or columns.
  public var lineCount: Int
  /// The terms of each.
  public var termCount: Int
  /// The distance from one row or column to the next.
  public var lineStride: Int
  /// The distance from one term to the next.
  public var termStride: Int

  /// All of it.
  @inlinable @inline(always)
  public init(
    source: UnsafePointer<Scalar>, lineCount: Int, termCount: Int, lineStride: Int, termStride: Int
  ) {
    self.source = source
    self.lineCount = lineCount
    self.termCount = termCount
    self.lineStride = lineStride
    self.termStride = termStride
  }
}
