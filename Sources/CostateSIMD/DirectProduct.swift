/// One chunk of a matrix product whose operands are read where they lie, as ``DirectKernel`` computes
/// it.
@frozen public struct DirectProduct<Scalar> {
  /// The rows of the result, at least 1.
  public var rowCount: Int
  /// The columns of the result, at least 1.
  public var columnCount: Int
  /// The terms of each sum, from 1 to a chunk of the arithmetic.
  public var termCount: Int
  /// The left operand's rows.
  public var left: LeftRows<Scalar>
  /// The right operand's first element; its columns are contiguous. Up to a vector past the last
  /// column is read.
  public var right: UnsafePointer<Scalar>
  /// The distance from one term of the right operand to the next.
  public var rightTermStep: Int
  /// The result's first element.
  public var result: UnsafeMutablePointer<Scalar>
  /// The distance from one row of the result to the next.
  public var resultStride: Int
  /// How the sums enter the result.
  public var mode: ProductMode

  /// All of it.
  @inlinable @inline(always)
  public init(
    rowCount: Int, columnCount: Int, termCount: Int, left: LeftRows<Scalar>,
    right: UnsafePointer<Scalar>, rightTermStep: Int, result: UnsafeMutablePointer<Scalar>,
    resultStride: Int, mode: ProductMode
  ) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.termCount = termCount
    self.left = left
    self.right = right
    self.rightTermStep = rightTermStep
    self.result = result
    self.resultStride = resultStride
    self.mode = mode
  }

  /// Goes some rows on.
  @inlinable @inline(always)
  mutating func advance(rows count: Int) {
    left.advance(by: count &* left.rowStep)
    result += count &* resultStride
  }
}
