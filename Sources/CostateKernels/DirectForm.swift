import CostateSIMD

/// Products of operands that are read where they lie.
final class DirectForm<Scalar: LaneScalar>: Sendable {
  private let shape: ProductShape
  private let partition: ProductPartition
  private let kernels: KernelTable<Scalar>
  /// The last columns, where they are computed as rows of the transposed product.
  private let lastColumns: LastColumns<Scalar>?
  /// The most rows of a block.
  private let blockRowCount: Int

  init(
    _ shape: ProductShape, _ partition: ProductPartition, _ blocks: BlockSizes,
    _ kernels: KernelTable<Scalar>
  ) {
    self.shape = shape
    self.partition = partition
    self.kernels = kernels
    lastColumns = LastColumns(shape, blocks, kernels)
    let count = OperandsInPlace<Scalar>.blockRowCount(
      shape, columnCount: partition.columns.longestPart, blocks)
    // Vectors of rows are whole.
    let unit = lastColumns == nil ? 1 : kernels.laneCount
    blockRowCount = (count + unit - 1) / unit * unit
  }

  /// Up to how many columns of the result have operands read where they lie; 0 for none.
  ///
  /// The right one must be small. Contiguous rows of the left one are for few columns; contiguous columns
  /// are if half of the second-level cache holds all of them, for each cache line is read again with the
  /// next rows. For few rows a right operand of short rows may be larger. Rows from beyond that cache, and a
  /// right operand that takes most of the first-level one, are for a single microtile's columns: blocks have
  /// rows fetched before they read them.
  static func mostColumns(_ shape: ProductShape, _ blocks: BlockSizes) -> Int {
    let span = shape.termCount * shape.right.row
    guard shape.right.column == 1,
      span <= OperandsInPlace<Scalar>.mostSpan(shape, blocks)
    else { return 0 }
    if shape.left.column == 1 {
      let isFar =
        !OperandsInPlace<Scalar>.isForFewRows(shape)
        && OperandsInPlace<Scalar>.isLeftFar(shape, blocks)
      let isLarge = span > FirstLevelCache.length(Scalar.self) / 2
      return (isFar && isLarge ? 1 : mostTiles) * blocks.nr
    }
    let isNear = shape.termCount * shape.left.column <= blocks.nearElementCount
    return shape.left.row == 1 && isNear ? .max : 0
  }

  /// The most microtiles that rows of the left operand are read for where they lie.
  private static var mostTiles: Int { 16 }

  /// The rows that work items do not cut: no fewer than kernels compute well, so that shares are equal.
  static var rowUnit: Int { 8 }

  /// The scratch memory, in elements.
  var scratchCount: Int {
    lastColumns?.scratchCount(rowCount: min(shape.m, blockRowCount)) ?? 0
  }

  /// What computes a work item, by blocks of rows that a core's own caches hold; see ``ProductPlan/Body``.
  func body(_ mode: ProductMode) -> ProductPlan<Scalar>.Body {
    let isOneBlock =
      partition.itemCount == 1 && shape.m <= blockRowCount
      && shape.termCount <= BlockSizes.chunkLength
    if isOneBlock {
      return { [self] _, left, right, result, scratch, finish in
        multiply(
          0..<shape.m, 0..<shape.n, 0..<shape.termCount, left, right, result, mode, scratch)
        finish(0..<shape.m, 0..<shape.n)
      }
    }
    return { [self] item, left, right, result, scratch, finish in
      let (rows, columns) = partition.block(ofItem: item)
      let blocks = EvenSplit(
        extent: rows.count, unit: 1,
        desiredPartCount: (rows.count + blockRowCount - 1) / blockRowCount)
      for part in 0..<blocks.partCount {
        let range = blocks.range(ofPart: part)
        let block = rows.lowerBound + range.lowerBound..<rows.lowerBound + range.upperBound
        var mode = mode
        for term in stride(from: 0, to: shape.termCount, by: BlockSizes.chunkLength) {
          let terms = term..<min(term + BlockSizes.chunkLength, shape.termCount)
          multiply(block, columns, terms, left, right, result, mode, scratch)
          mode = mode.afterFirstChunk
        }
        finish(block, columns)
      }
    }
  }

  /// Computes a block over one chunk of terms.
  private func multiply(
    _ rows: Range<Int>, _ columns: Range<Int>, _ terms: Range<Int>,
    _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    let left = MatrixView(base: left, shape.left).from(
      row: rows.lowerBound, column: terms.lowerBound)
    let right = MatrixView(base: right, shape.right).from(
      row: terms.lowerBound, column: columns.lowerBound)
    let result = result.from(row: rows.lowerBound, column: columns.lowerBound)
    let lastCount = lastColumns?.count(rows: rows, columns: columns) ?? 0
    let columnCount = columns.count - lastCount
    if columnCount > 0 {
      var product = DirectProduct(
        rowCount: rows.count, columnCount: columnCount, termCount: terms.count, left, right, result,
        mode)
      kernels.products.multiplyDirectly(&product)
    }
    if lastCount > 0 {
      lastColumns?.multiply(
        rows, terms, left, right.from(row: 0, column: columnCount),
        result.from(row: 0, column: columnCount), mode, scratch)
    }
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
