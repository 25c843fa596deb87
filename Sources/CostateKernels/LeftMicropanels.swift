import CostateSIMD

/// The micropanels of a block of the left operand: for each row panel of the result its rows.
///
/// The microkernel broadcasts single elements of it, so they need not lie side by side for each `k`:
/// rows that are contiguous stay rows. They are read where they lie or copied by vector moves; only
/// other operands are interleaved.
struct LeftMicropanels<Scalar: LaneScalar> {
  private let base: UnsafePointer<Scalar>
  private let rowPanels: RowPanels
  private let firstPanel: Int
  /// The distance from one row of the block to the next; nil if each micropanel is interleaved.
  private let rowStep: Int?
  /// The distance from one term of a row to the next, unless interleaved.
  private let termStep: Int
  /// The distance from one interleaved micropanel to the next.
  private let panelStep: Int

  /// From how many columns on an operand is packed; nil if it is never.
  ///
  /// Contiguous rows are only if the rows of a microtile fall into one set of the first-level cache, which
  /// then gives lines up before they are read to the end, and if there are enough columns to copy them
  /// for. Contiguous columns are not if the first-level cache holds the whole operand, for else the lines
  /// of its terms may all fall into few of the cache's sets.
  static func leastPackedColumnCount(
    _ left: MatrixStrides, termCount: Int, _ blocks: BlockSizes
  ) -> Int? {
    if left.column == 1 {
      let distance = left.row * MemoryLayout<Scalar>.stride % cacheWayByteCount
      let drift = min(distance, cacheWayByteCount - distance)
      return (blocks.mr - 1) * drift < 64 ? mostBorrowedTiles * blocks.nr + 1 : nil
    }
    return left.row != 1 || termCount * left.column > MatrixView<Scalar>.mostBorrowedSpan ? 0 : nil
  }

  /// Whether an operand is packed for so many columns.
  static func packs(
    _ left: MatrixStrides, termCount: Int, columnCount: Int, _ blocks: BlockSizes
  ) -> Bool {
    leastPackedColumnCount(left, termCount: termCount, blocks).map { columnCount >= $0 } ?? false
  }

  /// How far apart lines are that fall into the same set of the first-level cache: nearly everywhere a
  /// page of memory.
  private static var cacheWayByteCount: Int { 4096 }

  /// Up to how many microtiles contiguous rows are read where they lie in any case.
  private static var mostBorrowedTiles: Int { 7 }

  /// The terms packed of all row panels before the next ones begin: the cache lines of a term hold
  /// parts of several row panels.
  private static var packedTermCount: Int { 16 }

  /// The micropanels of some row panels of `left`.
  ///
  /// - Parameter block: where they are packed; nil to read them where they lie.
  init(
    _ left: MatrixView<Scalar>, _ rowPanels: RowPanels, _ panels: Range<Int>, termCount: Int,
    packingInto block: UnsafeMutablePointer<Scalar>?, _ kernels: KernelTable<Scalar>
  ) {
    self.rowPanels = rowPanels
    firstPanel = panels.lowerBound
    panelStep = Self.panelStep(mr: kernels.products.mr, termCount: termCount)
    let first = rowPanels.start(of: firstPanel)
    let source = left.pointer(row: first, column: 0)
    guard let block else {
      (base, rowStep, termStep) = (source, left.rowStride, left.columnStride)
      return
    }
    base = UnsafePointer(block)
    if left.columnStride == 1 {
      let rowStep = Self.rowStep(termCount: termCount)
      (self.rowStep, termStep) = (rowStep, 1)
      let last = panels.upperBound - 1
      kernels.products.packLeftRows(
        source, rowPanels.start(of: last) + rowPanels.rowCount(of: last) - first, termCount,
        left.rowStride, rowStep, block)
    } else {
      (rowStep, termStep) = (nil, 0)
      for term in stride(from: 0, to: termCount, by: Self.packedTermCount) {
        let count = min(Self.packedTermCount, termCount - term)
        for panel in panels {
          let rowCount = rowPanels.rowCount(of: panel)
          kernels.products.packLeft(
            left.pointer(row: rowPanels.start(of: panel), column: term), rowCount, count,
            left.rowStride, left.columnStride,
            block + ((panel - panels.lowerBound) * panelStep + term * rowCount))
        }
      }
    }
  }

  /// The distance between packed rows: an odd number of cache lines, so that rows do not fall into
  /// the same sets of the first-level cache.
  static func rowStep(termCount: Int) -> Int {
    let lineCount = 64 / MemoryLayout<Scalar>.stride
    return ((termCount + lineCount - 1) / lineCount | 1) * lineCount
  }

  /// The distance between interleaved micropanels: packing one writes up to a vector past its end.
  static func panelStep(mr: Int, termCount: Int) -> Int {
    mr * termCount + 64 / MemoryLayout<Scalar>.stride
  }

  /// The distance from a row panel to the next one, which has as many rows.
  func step(from panel: Int) -> Int {
    rowStep.map { $0 * rowPanels.rowCount(of: panel) } ?? panelStep
  }

  /// The rows of a row panel.
  func rows(of panel: Int) -> LeftRows<Scalar> {
    guard let rowStep else {
      return LeftRows(
        base + (panel - firstPanel) * panelStep, rowStep: 1,
        termStep: rowPanels.rowCount(of: panel))
    }
    let row = rowPanels.start(of: panel) - rowPanels.start(of: firstPanel)
    return LeftRows(base + row * rowStep, rowStep: rowStep, termStep: termStep)
  }
}
