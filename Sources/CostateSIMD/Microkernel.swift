/// The innermost loop of the matrix product: an MR × NR microtile of the result from a micropanel
/// of each operand, all sums in registers.
///
/// The left micropanel has its rows `rowStep` and its terms `termStep` elements apart, one of which
/// is small; the right one holds NR = 2 · `laneCount` elements for each `k` and is contiguous. MR is
/// 12 where 32 vector registers leave room for 24 accumulators (512-bit levels), else 6.
public enum Microkernel {
  /// MR, the rows of a microtile.
  @inlinable @inline(__always)
  public static func rowCount<L: Lanes>(_: L.Type) -> Int {
    L.laneCount &* MemoryLayout<L.Scalar>.stride == 64 ? 12 : 6
  }

  /// Multiplies two micropanels over `count > 0` terms; the chunk sums enter a whole microtile.
  @inlinable @inline(__always)
  public static func multiply<L: Lanes>(
    _: L.Type, count: Int, left: UnsafePointer<L.Scalar>, rowStep: Int, termStep: Int,
    right: UnsafePointer<L.Scalar>, result: UnsafeMutablePointer<L.Scalar>, rowStride: Int,
    mode: ProductMode
  ) {
    var left = left
    var right = right
    var mode = mode
    var remaining = count
    prefetchResult(L.self, result, rowStride)
    while remaining > 0 {
      let chunk = min(remaining, Arithmetic.productChunkLength)
      if rowCount(L.self) == 12 {
        multiplyChunkOfTwelveRows(
          L.self, chunk, &left, rowStep, termStep, &right, result, rowStride, mode)
      } else {
        multiplyChunkOfSixRows(
          L.self, chunk, &left, rowStep, termStep, &right, result, rowStride, mode)
      }
      mode = mode.afterFirstChunk
      remaining &-= chunk
    }
  }

  /// Has the microtile fetched while the first chunk is computed.
  @inlinable @inline(__always)
  static func prefetchResult<L: Lanes>(
    _: L.Type, _ result: UnsafeMutablePointer<L.Scalar>, _ rowStride: Int
  ) {
    for row in 0..<rowCount(L.self) {
      L.prefetchResult(result + row &* rowStride)
      L.prefetchResult(result + row &* rowStride + L.laneCount)
    }
  }

  /// Has the right operand fetched one chunk ahead: where KC is one chunk, that is the next
  /// micropanel of the panel, which else would come from the third-level cache line by line.
  @inlinable @inline(__always)
  static func prefetchNextMicropanel<L: Lanes>(_: L.Type, _ right: UnsafePointer<L.Scalar>) {
    let next = right + Arithmetic.productChunkLength &* 2 &* L.laneCount
    L.prefetchIntoSecondLevel(next)
    L.prefetchIntoSecondLevel(next + L.laneCount)
  }

  @inlinable @inline(__always)
  static func multiplyChunkOfTwelveRows<L: Lanes>(
    _: L.Type, _ count: Int, _ left: inout UnsafePointer<L.Scalar>, _ rowStep: Int,
    _ termStep: Int, _ right: inout UnsafePointer<L.Scalar>,
    _ result: UnsafeMutablePointer<L.Scalar>, _ rowStride: Int, _ mode: ProductMode
  ) {
    var upper = SixMicrotileRows<L>()
    var lower = SixMicrotileRows<L>()
    for _ in 0..<count {
      prefetchNextMicropanel(L.self, right)
      let low = Vector<L>(loading: right)
      let high = Vector<L>(loading: right + L.laneCount)
      upper.accumulate(left, rowStep: rowStep, low, high)
      lower.accumulate(left + 6 &* rowStep, rowStep: rowStep, low, high)
      left += termStep
      right += 2 &* L.laneCount
    }
    upper.update(result, rowStride: rowStride, mode)
    lower.update(result + 6 &* rowStride, rowStride: rowStride, mode)
  }

  @inlinable @inline(__always)
  static func multiplyChunkOfSixRows<L: Lanes>(
    _: L.Type, _ count: Int, _ left: inout UnsafePointer<L.Scalar>, _ rowStep: Int,
    _ termStep: Int, _ right: inout UnsafePointer<L.Scalar>,
    _ result: UnsafeMutablePointer<L.Scalar>, _ rowStride: Int, _ mode: ProductMode
  ) {
    var rows = SixMicrotileRows<L>()
    for _ in 0..<count {
      prefetchNextMicropanel(L.self, right)
      let low = Vector<L>(loading: right)
      let high = Vector<L>(loading: right + L.laneCount)
      rows.accumulate(left, rowStep: rowStep, low, high)
      left += termStep
      right += 2 &* L.laneCount
    }
    rows.update(result, rowStride: rowStride, mode)
  }
}
