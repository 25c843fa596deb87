import CostateSIMD

/// Products so small that both operands are read where they lie and each of the five loops has one
/// turn: what is left is a call of the microkernel for each height of row panels.
extension ProductPlan {
  /// The row panels of a product that may have this form; nil if it is too large, or cut into items.
  static func directRowPanels(
    m: Int, n: Int, k: Int, _ blocks: BlockSizes, _ partition: ProductPartition
  ) -> RowPanels? {
    partition.itemCount == 1 && k <= blocks.kc && n <= blocks.nc
      ? RowPanels(equally: m, mr: blocks.mr) : nil
  }

  /// Whether operands as they lie are best read there.
  func isDirect(_ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>) -> Bool {
    RightPanel.isSmall(right, termCount: termCount)
      && !LeftMicropanels.packs(left, termCount: termCount, columnCount: n, nr: blocks.nr)
  }

  /// Computes the product.
  func runDirectForm(
    _ rowPanels: RowPanels, _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    var panel = 0
    while panel < rowPanels.count {
      let end = rowPanels.endOfEqualPanels(from: panel, below: rowPanels.count)
      let row = rowPanels.start(of: panel)
      let rowCount = rowPanels.rowCount(of: panel)
      kernels.products.multiply(
        RowPanelProduct(
          panelCount: end - panel, rowCount: rowCount, columnCount: n, termCount: termCount,
          left: LeftRows(
            left.pointer(row: row, column: 0), rowStep: left.rowStride, termStep: left.columnStride),
          leftPanelStep: rowCount * left.rowStride, upcoming: nil, upcomingRowStep: 0,
          right: right.base, rightTermStep: right.rowStride, rightTileStep: blocks.nr,
          prefetchesRight: false, packed: nil,
          result: result.pointer(row: row, column: 0), resultStride: result.rowStride, mode: mode))
      finish(row..<row + (end - panel) * rowCount, 0..<n)
      panel = end
    }
  }
}
