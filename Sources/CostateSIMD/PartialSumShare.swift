/// Some of the partial sums of a chunk: every `count`-th group of neighbours, from group number `index` on.
///
/// Partial sums fold by halves: those that are `step` apart fold until a group is left. So workers that take
/// a share each leave `step` sums, which fold by halves too, and read whole rows of a matrix whose rows
/// are the terms, neighbours one after the other.
@frozen public struct PartialSumShare: Sendable {
  /// All partial sums, which fold to one.
  @inlinable @inline(always) public static var all: Self {
    Self(index: 0, count: 1, neighbourCount: 1)
  }

  /// The number of the share.
  public let index: Int
  /// How many shares there are.
  public let count: Int
  /// The partial sums of a group, and the sums that a share leaves.
  public let neighbourCount: Int

  /// A share, `index < count`; `count` and `neighbourCount` are powers of two and their product at most
  /// `Arithmetic.partialSumCount`.
  @inlinable @inline(always) public init(index: Int, count: Int, neighbourCount: Int) {
    self.index = index
    self.count = count
    self.neighbourCount = neighbourCount
  }

  /// How far apart those partial sums are that fold to one, and how many sums all shares leave.
  @inlinable @inline(always) public var step: Int { count &* neighbourCount }

  /// The number of the first partial sum of the share, and of the first sum that it leaves.
  @inlinable @inline(always) public var start: Int { index &* neighbourCount }

  @inlinable @inline(always) func contains(_ partial: Int) -> Bool {
    (partial &- start) & (step &- 1) < neighbourCount
  }
}
