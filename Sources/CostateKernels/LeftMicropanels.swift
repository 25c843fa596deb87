package import CostateSIMD

/// The micropanels of a block of the left operand: for each row panel of the result its rows.
///
/// The microkernel broadcasts single elements of it, so they need not lie side by side for each `k`:
/// rows that are contiguous stay rows. They are read where they lie or copied by vector moves; only
/// other operands are interleaved.
package struct LeftMicropanels<Scalar: LaneScalar> {
  private let base: UnsafePointer<Scalar>
  private let rowPanels: RowPanels
  private let panels: Range<Int>
  private let isPacked: Bool
  /// The distance from one row of the block to the next; nil if each micropanel is interleaved.
  private let rowStep: Int?
  /// The distance from one term of a row to the next, unless interleaved.
  private let termStep: Int
  /// The distance from one interleaved micropanel to the next.
  private let panelStep: Int

  /// From how many columns on an operand is packed; nil if it is never.
  ///
  /// Contiguous rows are only if the rows of a microtile fall into one set of the first-level cache, which
  /// then gives lines up before they are read to the end, and contiguous columns always unless that cache
  /// holds them all; both if there are enough columns to copy them for.
  static func leastPackedColumnCount(
    _ left: MatrixStrides, termCount: Int, _ blocks: BlockSizes
  ) -> Int? {
    let forManyColumns = mostBorrowedTiles * blocks.nr + 1
    if left.column == 1 {
      let collides = FirstLevelCache.rowsShareSet(left, rowCount: blocks.mr, of: Scalar.self)
      return collides ? forManyColumns : nil
    }
    return left.row == 1 && termCount * left.column <= FirstLevelCache.length(Scalar.self)
      ? forManyColumns : 0
  }

  /// Whether an operand is packed for so many columns.
  static func packs(
    _ left: MatrixStrides, termCount: Int, columnCount: Int, _ blocks: BlockSizes
  ) -> Bool {
    leastPackedColumnCount(left, termCount: termCount, blocks).map { columnCount >= $0 } ?? false
  }

  /// Up to how many microtiles rows or columns are read where they lie in any case, if at all.
  private static var mostBorrowedTiles: Int { 7 }

  /// The micropanels of some row panels of `left`.
  ///
  /// - Parameter block: where they are packed; nil to read them where they lie.
  init(
    _ left: MatrixView<Scalar>, _ rowPanels: RowPanels, _ panels: Range<Int>, termCount: Int,
    packingInto block: UnsafeMutablePointer<Scalar>?, _ kernels: KernelTable<Scalar>
  ) {
    self.rowPanels = rowPanels
    self.panels = panels
    isPacked = block != nil
    panelStep = Self.panelStep(mr: kernels.products.mr, termCount: termCount)
    let first = rowPanels.start(of: panels.lowerBound)
    guard let block else {
      base = left.pointer(row: first, column: 0)
      (rowStep, termStep) = (left.rowStride, left.columnStride)
      return
    }
    base = UnsafePointer(block)
    if left.columnStride == 1 {
      let last = panels.upperBound - 1
      let rowCount = rowPanels.start(of: last) + rowPanels.rowCount(of: last) - first
      let rows = Self.copyRows(
        left.lines(from: first, rowCount: rowCount, termCount: termCount), into: block, kernels)
      (rowStep, termStep) = (rows.rowStride, rows.columnStride)
    } else {
      (rowStep, termStep) = (nil, 0)
      var panel = panels.lowerBound
      while panel < panels.upperBound {
        let end = rowPanels.endOfEqualPanels(from: panel, below: panels.upperBound)
        let rowCount = rowPanels.rowCount(of: panel)
        let rows = left.lines(
          from: rowPanels.start(of: panel), rowCount: (end - panel) * rowCount,
          termCount: termCount)
        kernels.products.packLeft(
          rows, rowCount, panelStep, block + (panel - panels.lowerBound) * panelStep)
        panel = end
      }
    }
  }

  /// Copies contiguous rows to where they do not fall into the same sets of the first-level cache.
  static func copyRows(
    _ rows: OperandLines<Scalar>, into memory: UnsafeMutablePointer<Scalar>,
    _ kernels: KernelTable<Scalar>
  ) -> MatrixView<Scalar> {
    let rowStep = rowStep(termCount: rows.termCount)
    kernels.products.packLeftRows(rows, rowStep, memory)
    return MatrixView(base: UnsafePointer(memory), rowStride: rowStep, columnStride: 1)
  }

  /// The distance between packed rows: an odd number of cache lines, so that rows do not fall into
  /// the same sets of the first-level cache.
  package static func rowStep(termCount: Int) -> Int {
    (CacheLine.lineCount(termCount, of: Scalar.self) | 1) * CacheLine.length(Scalar.self)
  }

  /// The distance between interleaved micropanels: packing one writes up to a vector past its end.
  static func panelStep(mr: Int, termCount: Int) -> Int {
    mr * termCount + CacheLine.length(Scalar.self)
  }

  /// The distance from a row panel to the next one, which has as many rows.
  func step(from panel: Int) -> Int {
    rowStep.map { $0 * rowPanels.rowCount(of: panel) } ?? panelStep
  }

  /// The rows of a row panel.
  func rows(of panel: Int) -> LeftRows<Scalar> {
    guard let rowStep else {
      return LeftRows(
        base + (panel - panels.lowerBound) * panelStep, rowStep: 1,
        termStep: rowPanels.rowCount(of: panel))
    }
    let row = rowPanels.start(of: panel) - rowPanels.start(of: panels.lowerBound)
    return LeftRows(base + row * rowStep, rowStep: rowStep, termStep: termStep)
  }

  /// What the microtiles of some row panels have fetched: their share of the next block, which is read
  /// once all of this one is computed. A block in place is all rows of its terms: if the second-level cache does
  /// not keep them, the rows of the next row panels are fetched instead.
  ///
  /// - Parameters:
  ///   - left: the operand from its first row and this block's first term on.
  ///   - panels: the row panels that are computed meanwhile.
  ///   - panelsPerMicropanel: how many row panels share a micropanel of the right operand.
  ///   - panelsPerBlock: how many row panels the next block has at most.
  ///   - nextTermCount: the terms after this block's, whose first rows are next after the last ones of
  ///     these; 0 for none.
  ///   - isKept: whether the second-level cache keeps all rows of these terms.
  ///   - stepCount: in how many steps the share is fetched.
  func upcoming(
    in left: MatrixView<Scalar>, during panels: Range<Int>, panelsPerMicropanel: Int,
    panelsPerBlock: Int, termCount: Int, nextTermCount: Int, isKept: Bool, stepCount: Int
  ) -> UpcomingRows<Scalar>? {
    guard isPacked || isKept else {
      return upcomingRows(in: left, panelsPerMicropanel, after: panels, termCount, stepCount)
    }
    let isLast = self.panels.upperBound == rowPanels.count
    let terms = isLast ? nextTermCount : termCount
    guard terms > 0, left.rowStride == 1 || left.columnStride == 1 else { return nil }
    let firstPanel = isLast ? 0 : self.panels.upperBound
    let endPanel = min(firstPanel + panelsPerBlock, rowPanels.count)
    let first = rowPanels.start(of: firstPanel)
    let rowCount = rowPanels.start(of: endPanel) - first
    let next = left.from(row: first, column: isLast ? termCount : 0)
    // Lines along rows or along columns, whichever are contiguous.
    let (lines, length, step) =
      left.columnStride == 1
      ? (rowCount, terms, left.rowStride) : (terms, rowCount, left.columnStride)
    return UpcomingRows(
      next.base, rowStep: step, rowCount: lines, elementCount: length, during: panels,
      of: self.panels, stepCount: stepCount)
  }

  /// The rows of the panels that are `distance` after some.
  private func upcomingRows(
    in left: MatrixView<Scalar>, _ distance: Int, after panels: Range<Int>, _ termCount: Int,
    _ stepCount: Int
  ) -> UpcomingRows<Scalar>? {
    let first = rowPanels.start(of: min(panels.lowerBound + distance, rowPanels.count))
    let end = rowPanels.start(of: min(panels.upperBound + distance, rowPanels.count))
    guard end > first, left.columnStride == 1 else { return nil }
    return UpcomingRows(
      left.pointer(row: first, column: 0), rowStep: left.rowStride, rowCount: end - first,
      elementCount: termCount, stepCount: stepCount)
  }
}
