/// Copies an operand into micropanels: `width` neighbouring rows (or columns) side by side for each
/// `k`, so that the microkernel reads both operands in order.
///
/// The left and the right operand differ only in `width` and in which stride is which. What lies
/// beyond the operand's extent reaches only sums that nobody copies out of the microtile; it is
/// filled lest it be subnormal numbers, which slow processors down.
public enum MicropanelPacking {
  /// Packs `extent` rows or columns of `count` terms into `⌈extent / width⌉` micropanels of
  /// `width · count` elements.
  ///
  /// Reads and writes up to one vector past the end of source and target.
  @inlinable @inline(always)
  public static func pack<L: Lanes>(
    _: L.Type, width: Int, source: UnsafePointer<L.Scalar>, extent: Int, count: Int,
    extentStride: Int, termStride: Int, target: UnsafeMutablePointer<L.Scalar>
  ) {
    let isTransposable = termStride == 1 && count >= L.laneCount && width % L.laneCount == 0
    let excess = extent % width
    if excess > 0 {
      fillWithZeros(L.self, target + (extent &- excess) &* count, width &* count)
    }
    var start = 0
    while start < extent {
      let valid = min(width, extent &- start)
      let from = source + start &* extentStride
      let to = target + start &* count
      if extentStride == 1 {
        copyRows(L.self, valid, count, from, termStride, to, width)
      } else if isTransposable {
        transpose(L.self, width, valid, from, count, extentStride, to)
      } else {
        interleave(L.self, width, valid, from, count, extentStride, termStride, to)
      }
      start &+= width
    }
  }

  @inlinable @inline(always)
  static func fillWithZeros<L: Lanes>(
    _: L.Type, _ target: UnsafeMutablePointer<L.Scalar>, _ count: Int
  ) {
    let zero = Vector<L>(constant: 0)
    var index = 0
    while index < count {
      zero.store(to: target + index)
      index &+= L.laneCount
    }
  }

  /// Copies contiguous rows by vector moves; each may spill into what the next one writes.
  ///
  /// Reads and writes up to one vector past the end of source and target.
  @inlinable @inline(always)
  public static func copyRows<L: Lanes>(
    _: L.Type, _ width: Int, _ rowCount: Int, _ source: UnsafePointer<L.Scalar>,
    _ sourceStride: Int, _ target: UnsafeMutablePointer<L.Scalar>, _ targetStride: Int
  ) {
    for row in 0..<rowCount {
      let from = source + row &* sourceStride
      let to = target + row &* targetStride
      var index = 0
      while index < width {
        Vector<L>(loading: from + index).store(to: to + index)
        index &+= L.laneCount
      }
    }
  }

  /// Contiguous terms, by square blocks; the last ones overlap those before.
  @inlinable @inline(always)
  static func transpose<L: Lanes>(
    _: L.Type, _ width: Int, _ valid: Int, _ source: UnsafePointer<L.Scalar>, _ count: Int,
    _ extentStride: Int, _ target: UnsafeMutablePointer<L.Scalar>
  ) {
    var next = 0
    while next < count {
      let term = min(next, count &- L.laneCount)
      var row = 0
      while row < valid {
        BlockTransposition.transpose(
          L.self, source: source + (row &* extentStride &+ term), rowCount: valid &- row,
          sourceStride: extentStride, target: target + (term &* width &+ row), targetStride: width)
        row &+= L.laneCount
      }
      next &+= L.laneCount
    }
  }

  /// Any strides, element by element. One row is read for a cache line's worth of terms before the
  /// next row begins: rows a power of two apart fall into one set of the cache, which must not hold
  /// all of them.
  @inlinable @inline(never)
  static func interleave<L: Lanes>(
    _: L.Type, _ width: Int, _ valid: Int, _ source: UnsafePointer<L.Scalar>, _ count: Int,
    _ extentStride: Int, _ termStride: Int, _ target: UnsafeMutablePointer<L.Scalar>
  ) {
    let line = 64 / MemoryLayout<L.Scalar>.stride
    var start = 0
    while start < count {
      let terms = min(line, count &- start)
      let from = source + start &* termStride
      let to = target + start &* width
      for index in 0..<valid {
        let row = from + index &* extentStride
        for term in 0..<terms {
          to[term &* width &+ index] = row[term &* termStride]
        }
      }
      start &+= line
    }
  }
}
