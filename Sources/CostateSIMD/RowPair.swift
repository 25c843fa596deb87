/// The partial results of a row, or of two that share the loads of the other operand: enough
/// independent chains to hide the latency of a fused multiply-add.
///
/// Of each row four vectors where they are all of its 64 partial results, else eight. Two rows where
/// 32 vector registers leave room for them (512-bit levels): a row of doubles and the vector it is
/// multiplied with fill the first-level cache, so the vector is read from the second one.
@frozen @usableFromInline struct RowPair<L: Lanes> {
  @usableFromInline var first: (low: FourVectors<L>, high: FourVectors<L>)
  @usableFromInline var second: (low: FourVectors<L>, high: FourVectors<L>)

  /// The rows: one or two.
  @inlinable @inline(always) static var rowCount: Int {
    L.fillsCacheLine ? 2 : 1
  }

  /// The partial results of each row.
  @inlinable @inline(always) static var width: Int {
    usesHigh ? 2 &* FourVectors<L>.count : FourVectors<L>.count
  }

  /// Whether that is all of them.
  @inlinable @inline(always) static var isWhole: Bool { width == Arithmetic.partialSumCount }

  @inlinable @inline(always) static var usesHigh: Bool {
    FourVectors<L>.count < Arithmetic.partialSumCount
  }

  /// The same vector everywhere.
  @inlinable @inline(always) init(_ vector: Vector<L>) {
    first = (FourVectors(vector), FourVectors(vector))
    second = first
  }

  /// Lets the terms at `terms`, and those `rowStep` further, enter together with those at `shared`.
  @inlinable @inline(always)
  mutating func accumulate(
    _ terms: UnsafePointer<L.Scalar>, _ rowStep: Int, _ shared: UnsafePointer<L.Scalar>,
    _ function: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>
  ) {
    let low = FourVectors<L>(loading: shared)
    first.low = first.low.combined(with: FourVectors(loading: terms), low, function)
    if Self.rowCount == 2 {
      second.low = second.low.combined(with: FourVectors(loading: terms + rowStep), low, function)
    }
    guard Self.usesHigh else { return }
    let next = FourVectors<L>.count
    let high = FourVectors<L>(loading: shared + next)
    first.high = first.high.combined(with: FourVectors(loading: terms + next), high, function)
    if Self.rowCount == 2 {
      second.high = second.high.combined(
        with: FourVectors(loading: terms + next + rowStep), high, function)
    }
  }

  /// Folds 64 partial results of each row by halves down to one vector, side by side.
  @inlinable @inline(always)
  func fold(
    into rows: UnsafeMutablePointer<L.Scalar>, _ function: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    Self.folded(first, function).store(to: rows)
    if Self.rowCount == 2 {
      Self.folded(second, function).store(to: rows + L.laneCount)
    }
  }

  @inlinable @inline(always)
  static func folded(
    _ row: (low: FourVectors<L>, high: FourVectors<L>),
    _ function: (Vector<L>, Vector<L>) -> Vector<L>
  ) -> Vector<L> {
    let sums = usesHigh ? row.low.combined(with: row.high, function) : row.low
    return function(function(sums.first, sums.third), function(sums.second, sums.fourth))
  }
}
