import CostateSIMD

/// Up to how many microtiles a row of the left operand is read where it lies: copying it costs more
/// than it brings.
let mostBorrowedTiles = 16

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

  /// Whether an operand is packed: not if it is better read where it lies.
  ///
  /// Contiguous rows are, for few columns; contiguous columns, if the whole operand fits the
  /// first-level cache, for else the lines of its terms may all fall into few of the cache's sets.
  static func packs(
    _ left: MatrixStrides, termCount: Int, columnCount: Int, nr: Int
  ) -> Bool {
    if left.column == 1 { return columnCount > mostBorrowedTiles * nr }
    return left.row != 1 || termCount * left.column > MatrixView<Scalar>.mostBorrowedSpan
  }

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
