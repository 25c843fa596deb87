/// Contiguous elements of an operand, its rows or columns, that are read once those at hand are computed.
/// Their cache lines are fetched on the way, a few with each step of a microtile: what lies in
/// memory or in a cache that cores share would else be waited for, and many lines at once would hold up
/// those at hand.
@frozen public struct UpcomingRows<Scalar> {
  /// Where the row begins whose lines are fetched next.
  @usableFromInline var row: UnsafePointer<Scalar>
  /// The next line, in elements from there.
  @usableFromInline var offset = 0
  @usableFromInline let rowStep: Int
  @usableFromInline let elementCount: Int
  @usableFromInline var remainingLineCount: Int
  @usableFromInline let stepLineCount: Int

  /// Rows of contiguous elements.
  ///
  /// - Parameters:
  ///   - first: where the first row begins.
  ///   - rowStep: the distance from one row to the next.
  ///   - rowCount: how many rows there are, at least 1.
  ///   - elementCount: the elements of a row, at least 1.
  ///   - stepCount: in how many steps they are fetched, at least 1.
  @inlinable @inline(always)
  public init(
    _ first: UnsafePointer<Scalar>, rowStep: Int, rowCount: Int, elementCount: Int,
    stepCount: Int
  ) {
    let rowLineCount = CacheLine.lineCount(elementCount, of: Scalar.self)
    row = first
    self.rowStep = rowStep
    self.elementCount = elementCount
    remainingLineCount = rowCount &* rowLineCount
    stepLineCount = 1 &+ (remainingLineCount &- 1) / stepCount
  }

  /// Has the lines of one step fetched.
  @inlinable @inline(always)
  mutating func fetchNext<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    let count = min(stepLineCount, remainingLineCount)
    for _ in 0..<count {
      L.prefetchIntoSecondLevel(row + offset)
      offset &+= CacheLine.length(Scalar.self)
      if offset >= elementCount {
        offset = 0
        row += rowStep
      }
    }
    remainingLineCount &-= count
  }
}
