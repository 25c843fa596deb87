/// Has the rows of each microtile of the result fetched, some in each step, for the chunk of terms that reads them or,
/// if it is whole, that writes them; later chunks find them in a cache.
@frozen @usableFromInline struct ResultFetching<L: Lanes> {
  /// The row that is fetched next.
  @usableFromInline var row: UnsafeMutablePointer<L.Scalar>
  @usableFromInline var remainingRowCount: Int
  @usableFromInline let stepRowCount: Int
  @usableFromInline let stride: Int

  /// For microtiles of so many rows.
  @inlinable @inline(always)
  init<Registers: VectorRegisters>(
    _ product: RowPanelProduct<L.Scalar>, _: Registers.Type, rowCount: Int
  ) {
    let hasWholeChunk = product.termCount >= Arithmetic.productChunkLength
    let stepCount = Arithmetic.productChunkLength / Registers.stepTermCount
    row = product.result
    remainingRowCount = product.mode.readsResult || hasWholeChunk ? rowCount : 0
    stepRowCount = hasWholeChunk ? 1 &+ (rowCount &- 1) / stepCount : rowCount
    stride = product.resultStride
  }

  /// The same for the microtile whose first element is there.
  @inlinable @inline(always)
  func starting(at result: UnsafeMutablePointer<L.Scalar>) -> Self {
    var fetching = self
    fetching.row = result
    return fetching
  }

  /// Has the rows of one step fetched; the last ones may lie past the microtile.
  @inlinable @inline(always)
  mutating func fetchNext(vectorCount: Int) {
    guard remainingRowCount > 0 else { return }
    for _ in 0..<stepRowCount {
      fetchRow(vectorCount: vectorCount)
      row += stride
    }
    remainingRowCount &-= stepRowCount
  }

  /// Has the line fetched of the last element of every 64 bytes: where rows begin within a line, the
  /// microtile before has touched the first.
  @inlinable @inline(always)
  func fetchRow(vectorCount: Int) {
    let vectorByteCount = L.laneCount &* MemoryLayout<L.Scalar>.stride
    for end in 1...vectorCount
    where end == vectorCount || end &* vectorByteCount % CacheLine.byteCount == 0 {
      L.prefetchResult(row + (end &* L.laneCount &- 1))
    }
  }
}
