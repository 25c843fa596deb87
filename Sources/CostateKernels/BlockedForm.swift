import CostateSIMD

/// Products computed block by block, of operands that are packed where that pays.
final class BlockedForm<Scalar: LaneScalar>: Sendable {
  let shape: ProductShape
  let partition: ProductPartition
  let blocks: BlockSizes
  private let kernels: KernelTable<Scalar>
  private let followingTermCount: Int
  private let scratch: BlockedScratch

  /// - Parameter followingTermCount: how many terms follow that another product of the same strides takes next.
  init(
    _ shape: ProductShape, _ partition: ProductPartition, _ blocks: BlockSizes,
    _ kernels: KernelTable<Scalar>, followingTermCount: Int
  ) {
    self.shape = shape
    self.partition = partition
    self.blocks = blocks
    self.kernels = kernels
    self.followingTermCount = followingTermCount
    scratch = BlockedScratch(
      blocks: blocks, rowCount: partition.rows.longestPart,
      columnCount: partition.columns.longestPart, termCount: shape.termCount, Scalar.self)
  }

  /// The scratch memory, in elements.
  var scratchCount: Int { scratch.count }

  /// What computes a work item; see ``ProductPlan/Body``.
  ///
  /// - Parameter packed: those operands that were packed beforehand.
  func body(
    _ mode: ProductMode, _ packed: PackedOperands<Scalar>
  ) -> ProductPlan<Scalar>.Body {
    { [self] item, left, right, result, memory, finish in
      let (left, right) = shape.operands(left, right, zeros: memory + scratch.zeros)
      multiply(
        item, packed.left?.view ?? MatrixView(base: left, shape.left),
        MatrixView(base: right, shape.right), packed, result, mode, memory, finish)
    }
  }

  /// The five loops. JC and PC walk the right operand's panels, which stay in the second-level
  /// cache or the third; IC the left one's blocks; the row panels of a block stay in the first-level cache while
  /// the panel's micropanels stream by, or in the second while those come from the third.
  private func multiply(
    _ item: Int, _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>,
    _ packed: PackedOperands<Scalar>, _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>,
    _ finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    let (rows, columns) = partition.block(ofItem: item)
    let rowPanels = RowPanels(rowCount: rows.count, mr: blocks.mr)
    let termCount = shape.termCount
    for jc in stride(from: columns.lowerBound, to: columns.upperBound, by: blocks.nc) {
      let panelColumns = jc..<min(jc + blocks.nc, columns.upperBound)
      var mode = mode
      for pc in stride(from: 0, to: termCount, by: blocks.kc) {
        let terms = min(blocks.kc, termCount - pc)
        let nextTerms = min(blocks.kc, termCount + followingTermCount - pc - terms)
        var panel =
          packed.right.map {
            RightPanel(
              packed: $0.panel(row: pc, column: jc, termCount: terms), termCount: terms,
              nr: blocks.nr)
          }
          ?? RightPanel(
            right.from(row: pc, column: jc), columnCount: panelColumns.count, termCount: terms,
            nextTermCount: nextTerms, rowPanelCount: rowPanels.count,
            memory: memory + scratch.panel, kernels)
        let packsLeft =
          packed.left == nil && packsLeft(columnCount: panelColumns.count, termCount: terms)
        multiply(
          rowPanels, left.from(row: rows.lowerBound, column: pc), packsLeft: packsLeft, &panel,
          columnCount: panelColumns.count, termCount: terms, nextTermCount: nextTerms,
          result.from(row: rows.lowerBound, column: jc), mode, memory + scratch.block
        ) { panelRows in
          guard pc + terms == termCount else { return }
          let first = rows.lowerBound + panelRows.lowerBound
          finish(first..<first + panelRows.count, panelColumns)
        }
        mode = mode.afterFirstChunk
      }
    }
  }

  /// The two loops over one panel of the right operand: blocks of the left one, and their row panels.
  private func multiply(
    _ rowPanels: RowPanels, _ left: MatrixView<Scalar>, packsLeft: Bool,
    _ right: inout RightPanel<Scalar>, columnCount: Int, termCount: Int, nextTermCount: Int,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>, finish: (_ rows: Range<Int>) -> Void
  ) {
    let copiesRows = packsLeft && left.columnStride == 1
    let isKept = rowPanels.rowCount * termCount <= blocks.nearElementCount
    let isNear = columnCount * termCount <= blocks.nearElementCount
    let mostPanels = blocks.mc / blocks.mr
    // Micropanels from the third-level cache are shared: two workers take squares of 1024 floats on Zen 3 in
    // 0.96 of the time.
    let panelsPerMicropanel = isNear ? 1 : mostPanels
    let panelsPerBlock =
      copiesRows ? panelsPerMicropanel : packsLeft ? mostPanels : rowPanels.count
    let tileCount = (columnCount + blocks.nr - 1) / blocks.nr
    let stepTermCount = kernels.products.stepTermCount
    // As many as each microtile has at least: terms that fill no step may be added within the one before.
    let stepCount = tileCount * max(1, termCount / stepTermCount)
    for firstPanel in stride(from: 0, to: rowPanels.count, by: panelsPerBlock) {
      let endPanel = min(firstPanel + panelsPerBlock, rowPanels.count)
      let block = LeftMicropanels(
        left, rowPanels, firstPanel..<endPanel, termCount: termCount,
        packingInto: packsLeft ? memory : nil, kernels)
      var panel = firstPanel
      while panel < endPanel {
        let end =
          right.packing == nil
          ? rowPanels.endOfEqualPanels(from: panel, below: endPanel) : panel + 1
        let row = rowPanels.start(of: panel)
        let rowCount = rowPanels.rowCount(of: panel)
        kernels.products.multiply(
          RowPanelProduct(
            panelCount: end - panel, panelsPerMicropanel: panelsPerMicropanel,
            rowCount: rowCount, columnCount: columnCount, termCount: termCount,
            left: block.rows(of: panel), leftPanelStep: block.step(from: panel),
            upcomingLeft: block.upcoming(
              in: left, during: panel..<end, panelsPerMicropanel: panelsPerMicropanel,
              panelsPerBlock: panelsPerBlock, termCount: termCount,
              nextTermCount: nextTermCount, isKept: isKept,
              stepCount: (end - panel) * stepCount),
            upcomingRight: right.upcoming(
              during: panel..<end, of: rowPanels.count, stepCount: (end - panel) * stepCount),
            right: right.base, rightTermStep: right.termStep, rightTileStep: right.tileStep,
            packed: right.packing, result: result.pointer(row: row, column: 0),
            resultStride: result.rowStride, mode: mode))
        right.finishPacking()
        finish(row..<row + (end - panel) * rowCount)
        panel = end
      }
    }
  }
}
