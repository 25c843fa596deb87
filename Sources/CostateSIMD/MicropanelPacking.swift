/// Copies an operand into micropanels: `width` neighbouring rows (or columns) side by side for each
/// `k`, so that the microkernel reads both operands in order.
///
/// The left and the right operand differ only in `width` and in which stride is which. What lies
/// beyond the operand's extent reaches only sums that nobody copies out of the microtile; it is
/// filled lest it be subnormal numbers, which slow processors down.
public enum MicropanelPacking {
  /// Packs rows or columns into `⌈extent / width⌉` micropanels of `width · count` elements, `panelStep` apart.
  ///
  /// Reads and writes up to one vector past the end of source and micropanels.
  @inlinable @inline(always)
  public static func pack<L: Lanes>(
    _: L.Type, _ lines: OperandLines<L.Scalar>, width: Int, panelStep: Int,
    into target: UnsafeMutablePointer<L.Scalar>
  ) {
    let (extent, count, extentStride) = (lines.lineCount, lines.termCount, lines.lineStride)
    clearLast(L.self, width, panelStep, extent, count, target)
    if extentStride == 1 {
      copyPieces(
        L.self, width, panelStep, extent, count, lines.source, lines.termStride, target)
      return
    }
    let isTransposable =
      lines.termStride == 1 && count >= L.laneCount && width % L.laneCount == 0
    var to = target
    var start = 0
    while start < extent {
      let valid = min(width, extent &- start)
      let from = lines.source + start &* extentStride
      if isTransposable {
        transpose(L.self, width, valid, from, count, extentStride, to)
      } else {
        interleave(L.self, width, valid, from, count, extentStride, lines.termStride, to)
      }
      to += panelStep
      start &+= width
    }
  }

  /// Fills the last micropanel with zeros, unless it gets as many rows or columns as it has.
  @inlinable @inline(always)
  static func clearLast<L: Lanes>(
    _: L.Type, _ width: Int, _ panelStep: Int, _ extent: Int, _ count: Int,
    _ target: UnsafeMutablePointer<L.Scalar>
  ) {
    if extent % width > 0 {
      fillWithZeros(L.self, target + extent / width &* panelStep, width &* count)
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

  /// Copies rows whose terms are contiguous by vector moves to rows `rowStep` apart, whole cache lines.
  ///
  /// Reads and writes whole vectors.
  @inlinable @inline(always)
  public static func copyRows<L: Lanes>(
    _: L.Type, _ rows: OperandLines<L.Scalar>, rowStep: Int,
    into target: UnsafeMutablePointer<L.Scalar>
  ) {
    for row in 0..<rows.lineCount {
      copyPiece(
        L.self, rows.termCount, rows.source + row &* rows.lineStride, target + row &* rowStep)
    }
  }

  /// Contiguous rows or columns: a long piece of one term before the next one. Zen 3 read 512 terms 4 KiB
  /// apart by pieces of 64 bytes at 15 GB/s from the third-level cache and at 4 from memory, by pieces of
  /// 512 bytes at 26 and 10.
  @inlinable @inline(always)
  static func copyPieces<L: Lanes>(
    _: L.Type, _ width: Int, _ panelStep: Int, _ extent: Int, _ count: Int,
    _ source: UnsafePointer<L.Scalar>, _ termStride: Int, _ target: UnsafeMutablePointer<L.Scalar>
  ) {
    let panelCount = panelsAtOnce(L.self, width, extent, span: count &* termStride)
    // Of pieces as short as these every instruction counts: where the number of their vectors is a constant,
    // there is no loop over them.
    @inline(always) func copy(_ copiedCount: Int) {
      var start = 0
      var panels = target
      while start < extent {
        let length = min(panelCount &* width, extent &- start)
        copyPieces(
          L.self, width, copiedCount: copiedCount, panelStep, length, count, source + start,
          termStride, panels)
        start &+= length
        panels += panelCount &* panelStep
      }
    }
    if width <= L.laneCount {
      copy(L.laneCount)
    } else if width <= 2 &* L.laneCount {
      copy(2 &* L.laneCount)
    } else {
      copy(width)
    }
  }

  /// The same, where whole vectors of `copiedCount` elements are copied for each piece of `width`.
  @inlinable @inline(always)
  static func copyPieces<L: Lanes>(
    _: L.Type, _ width: Int, copiedCount: Int, _ panelStep: Int, _ extent: Int, _ count: Int,
    _ source: UnsafePointer<L.Scalar>, _ termStride: Int, _ target: UnsafeMutablePointer<L.Scalar>
  ) {
    let line = CacheLine.length(L.Scalar.self)
    for term in 0..<count {
      let from = source + term &* termStride
      var start = 0
      while start < extent {
        L.prefetch(from + (start &+ 4 &* termStride))
        start &+= line
      }
      var to = target + term &* width
      start = 0
      while start &+ width <= extent {
        copyPiece(L.self, copiedCount, from + start, to)
        to += panelStep
        start &+= width
      }
      if start < extent { copyPiece(L.self, extent &- start, from + start, to) }
    }
  }

  /// Into how many micropanels a term is copied before the next one. Where a cache holds all terms, as many as
  /// take 512 bytes of each: micropanels a power of two apart drive each other out of it. Memory gives whole
  /// rows faster.
  ///
  /// On Zen 3 a panel of 512 × 1024 floats takes 0.7 of the time that it takes by whole rows.
  @inlinable @inline(always)
  static func panelsAtOnce<L: Lanes>(
    _: L.Type, _ width: Int, _ extent: Int, span: Int
  ) -> Int {
    let size = MemoryLayout<L.Scalar>.stride
    let count = span &* size <= 2 << 20 ? min(extent, 512 / size) : extent
    return 1 &+ (count &- 1) / width
  }

  /// Copies elements by whole vectors, at least one.
  @inlinable @inline(always)
  static func copyPiece<L: Lanes>(
    _: L.Type, _ count: Int, _ source: UnsafePointer<L.Scalar>,
    _ target: UnsafeMutablePointer<L.Scalar>
  ) {
    var index = 0
    repeat {
      Vector<L>(loading: source + index).store(to: target + index)
      index &+= L.laneCount
    } while index < count
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
    let line = CacheLine.length(L.Scalar.self)
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
