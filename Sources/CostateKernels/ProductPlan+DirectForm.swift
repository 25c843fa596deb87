import CostateSIMD

/// Products whose right operand the first-level cache holds, and whose left one is best read where it
/// lies: nothing is packed.
extension ProductPlan {
  /// Whether operands as they lie are best read there.
  func isDirect(_ left: MatrixStrides, _ right: MatrixStrides) -> Bool {
    RightPanel<Scalar>.isSmall(right, termCount: termCount)
      && !LeftMicropanels<Scalar>.packs(
        left, termCount: termCount, columnCount: partition.columns.longestPart, nr: blocks.nr)
  }

  /// Computes an item, by blocks of rows that the first-level cache holds.
  func runDirectForm(
    _ item: Int, _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    let (rows, columns) = partition.block(ofItem: item)
    let mostRows = directRowCount(columnCount: columns.count)
    var row = rows.lowerBound
    while row < rows.upperBound {
      let end = min(row + mostRows, rows.upperBound)
      var mode = mode
      for term in stride(from: 0, to: termCount, by: BlockSizes.chunkLength) {
        kernels.products.multiplyDirectly(
          DirectProduct(
            rowCount: end - row, columnCount: columns.count,
            termCount: min(BlockSizes.chunkLength, termCount - term),
            left: LeftRows(
              left.pointer(row: row, column: term), rowStep: left.rowStride,
              termStep: left.columnStride),
            right: right.pointer(row: term, column: columns.lowerBound),
            rightTermStep: right.rowStride,
            result: result.pointer(row: row, column: columns.lowerBound),
            resultStride: result.rowStride, mode: mode))
        mode = mode.afterFirstChunk
      }
      finish(row..<end, columns)
      row = end
    }
  }

  /// The rows of a block: a multiple of what every microtile holds, so many that neither the left
  /// operand's nor the result's take more of the cache than the right operand may.
  private func directRowCount(columnCount: Int) -> Int {
    let granule = 24
    return max(
      1, MatrixView<Scalar>.mostBorrowedSpan / max(termCount, columnCount) / granule) * granule
  }
}
