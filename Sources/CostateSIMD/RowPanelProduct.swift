/// What the innermost kernel of the matrix product computes: neighbouring row panels of the result, each
/// of as many rows, over as many columns as a panel of the right operand has and one block of terms.
@frozen public struct RowPanelProduct<Scalar> {
  /// The row panels, at least 1.
  public var panelCount: Int
  /// How many row panels, at least 1, each micropanel of the right operand is multiplied with before the next one.
  public let panelsPerMicropanel: Int
  /// The rows of a row panel, in `1 ... MR`.
  public var rowCount: Int
  /// The columns of the result, at least 1.
  public var columnCount: Int
  /// The terms of each sum, at least 1.
  public var termCount: Int
  /// The left operand's rows in the first row panel.
  public var left: LeftRows<Scalar>
  /// The distance from one row panel of the left operand to the next.
  public var leftPanelStep: Int
  /// The rows of the left operand that are read or copied once these are computed; nil if none are fetched.
  public var upcomingLeft: UpcomingRows<Scalar>?
  /// The rows of the right operand that are read once these are computed; nil if none are fetched.
  public var upcomingRight: UpcomingRows<Scalar>?
  /// The right operand's first element; its columns are contiguous within a microtile. Up to a
  /// vector past the last column is read.
  public var right: UnsafePointer<Scalar>
  /// The distance from one term of the right operand to the next.
  public let rightTermStep: Int
  /// How far ahead of a row of the right operand another one is fetched, if not by eights. Eight terms, since
  /// rows a multiple of 4 KiB apart fall into one set of the cache, which has to hold all that are fetched;
  /// of many terms up to 64 where those span no more than 16 KiB, for memory answers after as many.
  public let rightFetchStep: Int
  /// The distance from one microtile's columns of the right operand to the next microtile's.
  public var rightTileStep: Int
  /// Where the right operand is packed on the way, micropanel by micropanel; nil for nowhere. Else
  /// there is one row panel.
  public var packed: UnsafeMutablePointer<Scalar>?
  /// The result's first element.
  public var result: UnsafeMutablePointer<Scalar>
  /// The distance from one row of the result to the next.
  public var resultStride: Int
  /// How the first chunk of terms enters the result.
  public var mode: ProductMode

  /// All of it.
  @inlinable @inline(always)
  public init(
    panelCount: Int, panelsPerMicropanel: Int, rowCount: Int, columnCount: Int, termCount: Int,
    left: LeftRows<Scalar>, leftPanelStep: Int, upcomingLeft: UpcomingRows<Scalar>?,
    upcomingRight: UpcomingRows<Scalar>?, right: UnsafePointer<Scalar>, rightTermStep: Int,
    rightTileStep: Int,
    packed: UnsafeMutablePointer<Scalar>?, result: UnsafeMutablePointer<Scalar>,
    resultStride: Int, mode: ProductMode
  ) {
    self.panelCount = panelCount
    self.panelsPerMicropanel = panelsPerMicropanel
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.termCount = termCount
    self.left = left
    self.leftPanelStep = leftPanelStep
    self.upcomingLeft = upcomingLeft
    self.upcomingRight = upcomingRight
    self.right = right
    self.rightTermStep = rightTermStep
    let span = (16 << 10) / MemoryLayout<Scalar>.stride
    rightFetchStep =
      max(8, min(64, termCount / 8, span / max(1, rightTermStep))) &* rightTermStep
    self.rightTileStep = rightTileStep
    self.packed = packed
    self.result = result
    self.resultStride = resultStride
    self.mode = mode
  }
}
