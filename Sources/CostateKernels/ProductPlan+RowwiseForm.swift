import CostateSIMD

/// Products of few terms, which write long rows.
extension ProductPlan {
  /// Whether a product has so few terms and so long rows that writing them is what takes its time.
  static func isRowwise(_ right: MatrixStrides, termCount: Int, columnCount: Int) -> Bool {
    right.column == 1 && termCount <= RowwiseKernel.mostTerms && columnCount >= leastColumnCount
  }

  /// The columns from which on rows are long: 1 KiB.
  static var leastColumnCount: Int { 1024 / MemoryLayout<Scalar>.stride }

  /// Computes an item, by blocks of rows that a cache holds when they are finished, if they are not very
  /// long.
  func runRowwiseForm(
    _ item: Int, _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    let (rows, columns) = partition.block(ofItem: item)
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: mostDirectRows) {
      let block = first..<min(first + mostDirectRows, rows.upperBound)
      kernels.products.multiplyByRows(
        DirectProduct(
          rowCount: block.count, columnCount: columns.count, termCount: termCount,
          left.from(row: first, column: 0), right.from(row: 0, column: columns.lowerBound),
          result.from(row: first, column: columns.lowerBound), mode))
      finish(block, columns)
    }
  }
}
