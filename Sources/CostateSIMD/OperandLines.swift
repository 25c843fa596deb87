/// What is packed of an operand of a matrix product: rows of the left one or columns of the right one.
@frozen public struct OperandLines<Scalar> {
  /// The first term of the first row or column. Up to a vector past the last one may be read.
  public var source: UnsafePointer<Scalar>
  /// How many rows or columns.
  public var extent: Int
  /// The terms of each.
  public var count: Int
  /// The distance from one row or column to the next.
  public var extentStride: Int
  /// The distance from one term to the next.
  public var termStride: Int

  /// All of it.
  @inlinable @inline(always)
  public init(
    source: UnsafePointer<Scalar>, extent: Int, count: Int, extentStride: Int, termStride: Int
  ) {
    self.source = source
    self.extent = extent
    self.count = count
    self.extentStride = extentStride
    self.termStride = termStride
  }
}
