import CostateSIMD

/// Products of operands that are read where they lie.
extension ProductPlan {
  /// Up to how many columns of the result have operands read where they lie; 0 for none.
  ///
  /// The right one must be small. Contiguous rows of the left one are for few columns; contiguous columns
  /// are if half of the second-level cache holds all of them, for each cache line is read again with the
  /// next rows. For few rows a right operand of short rows may be larger. Rows from beyond that cache, and a
  /// right operand that takes most of the first-level one, are for a single microtile's columns: blocks have
  /// rows fetched before they read them.
  static func mostDirectColumns(
    _ left: MatrixStrides, _ right: MatrixStrides, rowCount: Int, termCount: Int,
    _ blocks: BlockSizes
  ) -> Int {
    let isForFewRows = isForFewRows(left, right, rowCount: rowCount)
    let span = isForFewRows ? mostShortSpan(blocks) : mostDirectSpan(blocks)
    guard right.column == 1, termCount * right.row <= span else { return 0 }
    if left.column == 1 {
      let isFar = !isForFewRows && rowCount * termCount > blocks.nearElementCount
      let isLarge = termCount * right.row > MatrixView<Scalar>.mostBorrowedSpan / 2
      return (isFar && isLarge ? 1 : mostDirectTiles) * blocks.nr
    }
    return left.row == 1 && termCount * left.column <= blocks.nearElementCount ? .max : 0
  }

  /// Up to which span, in elements, the right operand is read where it lies: a sixteenth of the
  /// second-level cache, which microtiles read as fast as they multiply, and at least what the
  /// first-level cache holds.
  private static func mostDirectSpan(_ blocks: BlockSizes) -> Int {
    max(MatrixView<Scalar>.mostBorrowedSpan, blocks.nearElementCount / 8)
  }

  /// Whether there are so few rows that it does not pay to pack a right operand for them whose own rows are at
  /// most 1 KiB apart: 128, or as many as lie within 256 bytes of each term of a transposed left operand.
  ///
  /// Zen 3 computed 64 × 1024 · 1024 × 64 in single precision at 86 GF/s instead of 74 with a transposed left
  /// operand, 64 × 512 · 512 × 64 at 85 instead of 79 with rows; in double precision 64 × 1024 · 1024 × 64 at
  /// 39 instead of 33. Transposed operands of 128 rows in single precision were slower by 5 %.
  private static func isForFewRows(
    _ left: MatrixStrides, _ right: MatrixStrides, rowCount: Int
  ) -> Bool {
    let size = MemoryLayout<Scalar>.stride
    let hasFewRows =
      left.column == 1
      ? rowCount <= 128 : left.row == 1 && max(rowCount, left.column) * size <= 256
    return hasFewRows && right.row * size <= 1024
  }

  /// Up to which span, in elements, a right operand of short rows is read where it lies for few rows: what
  /// half of the second-level cache holds, and no more than was measured, 256 KiB.
  private static func mostShortSpan(_ blocks: BlockSizes) -> Int {
    max(
      mostDirectSpan(blocks),
      min(blocks.nearElementCount, (256 << 10) / MemoryLayout<Scalar>.stride))
  }

  /// The most microtiles that rows of the left operand are read for where they lie.
  private static var mostDirectTiles: Int { 16 }

  /// The rows that work items do not cut: no fewer than kernels compute well, so that shares are equal.
  static var directRowUnit: Int { 8 }

  /// Whether it is one item and one block.
  var isOneBlock: Bool {
    itemCount == 1 && m <= mostDirectRows && termCount <= BlockSizes.chunkLength
  }

  /// Computes an item, by blocks of rows that a core's own caches hold.
  func runDirectForm(
    _ item: Int, _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ scratch: UnsafeMutablePointer<Scalar>,
    _ finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    let (rows, columns) = partition.block(ofItem: item)
    let blocks = EvenSplit(
      extent: rows.count, unit: 1,
      desiredPartCount: (rows.count + mostDirectRows - 1) / mostDirectRows)
    for part in 0..<blocks.partCount {
      let range = blocks.range(ofPart: part)
      let block = rows.lowerBound + range.lowerBound..<rows.lowerBound + range.upperBound
      var mode = mode
      for term in stride(from: 0, to: termCount, by: BlockSizes.chunkLength) {
        let termEnd = min(term + BlockSizes.chunkLength, termCount)
        multiplyBlock(block, columns, term..<termEnd, left, right, result, mode, scratch)
        mode = mode.afterFirstChunk
      }
      finish(block, columns)
    }
  }

  /// Computes a block over one chunk of terms.
  func multiplyBlock(
    _ rows: Range<Int>, _ columns: Range<Int>, _ terms: Range<Int>,
    _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    let left = MatrixView(base: left, leftStrides).from(
      row: rows.lowerBound, column: terms.lowerBound)
    let right = MatrixView(base: right, rightStrides).from(
      row: terms.lowerBound, column: columns.lowerBound)
    let result = result.from(row: rows.lowerBound, column: columns.lowerBound)
    let lastCount = lastColumnCount(rows: rows, columns: columns)
    let columnCount = columns.count - lastCount
    if columnCount > 0 {
      var product = DirectProduct(
        rowCount: rows.count, columnCount: columnCount, termCount: terms.count, left, right, result,
        mode)
      kernels.products.multiplyDirectly(&product)
    }
    if lastCount > 0 {
      multiplyLastColumns(
        left, right.from(row: 0, column: columnCount), result.from(row: 0, column: columnCount),
        rowCount: rows.count, termCount: terms.count, mode,
        upcomingRows(after: rows, terms, in: left), scratch)
    }
  }

  /// The most rows of a block: so many that neither the left operand's nor the result's take more of a
  /// cache than the right operand may, and no fewer than fill several microtiles; few are not cut. Where columns
  /// are computed as rows, whole vectors of rows are.
  var mostDirectRows: Int {
    if Self.isForFewRows(leftStrides, rightStrides, rowCount: m) { return max(1, m) }
    let count = max(
      24, Self.mostDirectSpan(blocks) / max(termCount, partition.columns.longestPart))
    let unit = exchangedColumnCount > 0 ? kernels.laneCount : 1
    return (count + unit - 1) / unit * unit
  }
}

extension DirectProduct {
  /// A product of matrices; the columns of the right operand are contiguous.
  @inline(__always)
  init(
    rowCount: Int, columnCount: Int, termCount: Int, _ left: MatrixView<Scalar>,
    _ right: MatrixView<Scalar>, _ result: MutableMatrixView<Scalar>, _ mode: ProductMode
  ) {
    self.init(
      rowCount: rowCount, columnCount: columnCount, termCount: termCount,
      left: LeftRows(left.base, rowStep: left.rowStride, termStep: left.columnStride),
      right: right.base, rightTermStep: right.rowStride, result: result.base,
      resultStride: result.rowStride, mode: mode)
  }
}
