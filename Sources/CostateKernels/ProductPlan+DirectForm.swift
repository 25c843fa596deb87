import CostateSIMD

/// Products of operands that are read where they lie: the right one fits the first-level cache.
extension ProductPlan {
  /// Whether operands are best read where they lie.
  ///
  /// Contiguous rows of the left one are for few columns; contiguous columns are if half of the
  /// second-level cache holds all of them, for each cache line is read again with the next rows.
  static func isDirect(
    _ left: MatrixStrides, _ right: MatrixStrides, termCount: Int, columnCount: Int,
    _ blocks: BlockSizes
  ) -> Bool {
    guard RightPanel<Scalar>.isSmall(right, termCount: termCount) else { return false }
    if left.column == 1 { return columnCount <= mostBorrowedTiles * blocks.nr }
    return left.row == 1 && termCount * left.column <= blocks.kc * blocks.nc
  }

  /// Whether one call of the kernel computes all of it.
  var isOneCall: Bool {
    itemCount == 1 && m <= directRowCount(columnCount: n) && termCount <= BlockSizes.chunkLength
  }

  /// Computes all of it by one call.
  func multiplyDirectly(
    _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode
  ) {
    var product = DirectProduct(
      rowCount: m, columnCount: n, termCount: k,
      left: LeftRows(left, rowStep: leftStrides.row, termStep: leftStrides.column), right: right,
      rightTermStep: rightStrides.row, result: result.base, resultStride: result.rowStride,
      mode: mode)
    kernels.products.multiplyDirectly(&product)
  }

  /// Computes an item, by blocks of rows that the first-level cache holds.
  func runDirectForm(
    _ item: Int, _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    let (rows, columns) = partition.block(ofItem: item)
    let left = MatrixView(base: left, leftStrides)
    let right = MatrixView(base: right, rightStrides)
    let mostRows = directRowCount(columnCount: columns.count)
    var row = rows.lowerBound
    while row < rows.upperBound {
      let end = min(row + mostRows, rows.upperBound)
      var mode = mode
      for term in stride(from: 0, to: termCount, by: BlockSizes.chunkLength) {
        var product = DirectProduct(
          rowCount: end - row, columnCount: columns.count,
          termCount: min(BlockSizes.chunkLength, termCount - term),
          left: LeftRows(
            left.pointer(row: row, column: term), rowStep: left.rowStride,
            termStep: left.columnStride),
          right: right.pointer(row: term, column: columns.lowerBound),
          rightTermStep: right.rowStride,
          result: result.pointer(row: row, column: columns.lowerBound),
          resultStride: result.rowStride, mode: mode)
        kernels.products.multiplyDirectly(&product)
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
