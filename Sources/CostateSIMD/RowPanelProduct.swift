/// What the innermost kernel of the matrix product computes: up to MR rows of the result, as many
/// columns as a panel of the right operand has, over one block of terms.
@frozen public struct RowPanelProduct<Scalar> {
  /// The rows of the result, in `1 ... MR`.
  public var rowCount: Int
  /// The columns of the result, at least 1.
  public var columnCount: Int
  /// The terms of each sum, at least 1.
  public var termCount: Int
  /// The left operand's rows.
  public var left: LeftRows<Scalar>
  /// The first of up to MR rows of the left operand, each of `termCount` contiguous terms, that are
  /// read soon; nil if there are none.
  public var upcoming: UnsafePointer<Scalar>?
  /// The distance from one of those rows to the next.
  public var upcomingRowStep: Int
  /// The right operand's first element; its columns are contiguous within a microtile. Up to a
  /// vector past the last column is read.
  public var right: UnsafePointer<Scalar>
  /// The distance from one term of the right operand to the next.
  public var rightTermStep: Int
  /// The distance from one microtile's columns of the right operand to the next microtile's.
  public var rightTileStep: Int
  /// Where the right operand is packed on the way, micropanel by micropanel; nil for nowhere.
  public var packed: UnsafeMutablePointer<Scalar>?
  /// The result's first element.
  public var result: UnsafeMutablePointer<Scalar>
  /// The distance from one row of the result to the next.
  public var resultStride: Int
  /// How the first chunk of terms enters the result.
  public var mode: ProductMode

  /// All of it.
  public init(
    rowCount: Int, columnCount: Int, termCount: Int, left: LeftRows<Scalar>,
    upcoming: UnsafePointer<Scalar>?, upcomingRowStep: Int, right: UnsafePointer<Scalar>,
    rightTermStep: Int,
    rightTileStep: Int, packed: UnsafeMutablePointer<Scalar>?,
    result: UnsafeMutablePointer<Scalar>, resultStride: Int, mode: ProductMode
  ) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.termCount = termCount
    self.left = left
    self.upcoming = upcoming
    self.upcomingRowStep = upcomingRowStep
    self.right = right
    self.rightTermStep = rightTermStep
    self.rightTileStep = rightTileStep
    self.packed = packed
    self.result = result
    self.resultStride = resultStride
    self.mode = mode
  }
}
