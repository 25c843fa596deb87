/// Eight vectors of partial results of a row or, where four vectors are all of a row's 64, of two:
/// enough independent chains to hide the latency of a fused multiply-add.
@frozen @usableFromInline struct RowSums<L: Lanes> {
  @usableFromInline var low: FourVectors<L>
  @usableFromInline var high: FourVectors<L>

  /// Whether the upper four vectors belong to a second row.
  @inlinable @inline(always) static var fillsTwoRows: Bool {
    FourVectors<L>.count == Arithmetic.partialSumCount
  }

  /// Whether the eight vectors are all partial results of their rows.
  @inlinable @inline(always) static var isWholeRow: Bool {
    2 &* FourVectors<L>.count >= Arithmetic.partialSumCount
  }

  /// The same vector eight times.
  @inlinable @inline(always) init(_ vector: Vector<L>) {
    low = FourVectors(vector)
    high = FourVectors(vector)
  }

  /// Lets the terms at `first`, and those `rowStep` further if there are two rows, enter together
  /// with those at `second`.
  @inlinable @inline(always)
  mutating func accumulate(
    _ first: UnsafePointer<L.Scalar>, _ rowStep: Int, _ second: UnsafePointer<L.Scalar>,
    _ function: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>
  ) {
    let next = FourVectors<L>.count
    let shared = FourVectors<L>(loading: second)
    low = low.combined(with: FourVectors(loading: first), shared, function)
    high =
      Self.fillsTwoRows
      ? high.combined(with: FourVectors(loading: first + rowStep), shared, function)
      : high.combined(
        with: FourVectors(loading: first + next), FourVectors(loading: second + next), function)
  }

  /// Folds whole rows by halves and writes a vector for each, side by side.
  @inlinable @inline(always)
  func fold(
    into rows: UnsafeMutablePointer<L.Scalar>, _ function: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    if Self.fillsTwoRows {
      low.folded(function).store(to: rows)
      high.folded(function).store(to: rows + L.laneCount)
    } else {
      low.combined(with: high, function).folded(function).store(to: rows)
    }
  }
}

extension FourVectors {
  /// Folds the four vectors by halves.
  @inlinable @inline(always)
  func folded(_ function: (Vector<L>, Vector<L>) -> Vector<L>) -> Vector<L> {
    function(function(first, third), function(second, fourth))
  }
}
