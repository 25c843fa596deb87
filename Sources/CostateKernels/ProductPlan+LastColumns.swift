import CostateSIMD

/// Columns of the result that fill only the beginning of a vector, as the rows of `Bᵀ · Aᵀ`: vectors then
/// run along the columns of `A` and are full. The sums are the same, term by term.
extension ProductPlan {
  /// How many columns of a result are best computed so; 0 for none.
  ///
  /// A vector of a few columns takes a multiply-add for each row and term. A row of the transposed
  /// product takes one for each vector of rows, and an element that finds its place in a row of the
  /// result as long as eight. Where the terms of `A` lie side by side, reading and transposing four of
  /// a vector of rows take as long as one for each row and four.
  static func exchangedColumnCount(
    m: Int, n: Int, k: Int, left: MatrixStrides, laneCount: Int
  ) -> Int {
    let count = n % laneCount
    guard count > 0, k > 0, fillsVector(left, rowCount: m, laneCount) else { return 0 }
    let vectorCount = (m + laneCount - 1) / laneCount
    var price = count * vectorCount + 8 * count * m / min(k, BlockSizes.chunkLength)
    if left.row != 1 {
      guard left.column == 1, k >= TransposingKernel.termGroupCount,
        count <= TransposingKernel.mostRows
      else { return 0 }
      price += (laneCount + 4) / TransposingKernel.termGroupCount * vectorCount
    }
    return 10 * price < 9 * m ? count : 0
  }

  /// Whether so many rows of `A` can be read as vectors: contiguous columns are read past their end, and
  /// only whole vectors of rows are transposed.
  private static func fillsVector(
    _ left: MatrixStrides, rowCount: Int, _ laneCount: Int
  ) -> Bool {
    left.row == 1 || rowCount >= laneCount
  }

  /// How many columns, the last ones, of a block of an item are computed so.
  func lastColumnCount(rows: Range<Int>, columns: Range<Int>) -> Int {
    columns.upperBound == n
      && Self.fillsVector(leftStrides, rowCount: rows.count, kernels.laneCount)
      ? exchangedColumnCount : 0
  }

  /// The scratch memory, in elements: the rows of the transposed product, a vector that may be read past them,
  /// and copied rows of `A` with a line that copying may write.
  var exchangeScratchCount: Int {
    let rowCount = min(m, mostDirectRows)
    return copiedRowsStart(rowCount)
      + (copiesExchangedRows
        ? rowCount * copiedRowStep(min(termCount, BlockSizes.chunkLength)) + Self.lineCount : 0)
  }

  private func copiedRowsStart(_ rowCount: Int) -> Int {
    exchangedColumnCount * exchangedStride(rowCount) + Self.lineCount
  }

  private func copiedRowStep(_ termCount: Int) -> Int {
    LeftMicropanels<Scalar>.rowStep(termCount: termCount)
  }

  /// Whether rows of `A` are copied before they are transposed: a vector of them falls into one set of the
  /// first-level cache, which then gives lines up before they are read to the end.
  private var copiesExchangedRows: Bool {
    exchangedColumnCount > 0 && leftStrides.row != 1
      && LeftMicropanels<Scalar>.rowsCollide(leftStrides, rowCount: kernels.laneCount)
  }

  /// Computes the last columns of a block of rows over one chunk of terms.
  func multiplyLastColumns(
    _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>, _ result: MutableMatrixView<Scalar>,
    rowCount: Int, termCount: Int, _ mode: ProductMode, _ upcoming: UpcomingRows<Scalar>?,
    _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    let stride = exchangedStride(rowCount)
    var left = left
    if copiesExchangedRows {
      let rowStep = copiedRowStep(termCount)
      let rows = scratch + copiedRowsStart(rowCount)
      kernels.products.packLeftRows(left.base, rowCount, termCount, left.rowStride, rowStep, rows)
      left = MatrixView(base: UnsafePointer(rows), rowStride: rowStep, columnStride: 1)
    }
    var product = DirectProduct(
      rowCount: exchangedColumnCount, columnCount: rowCount, termCount: termCount,
      right.transposed, left.transposed, MutableMatrixView(base: scratch, rowStride: stride),
      .assign
    )
    if left.rowStride == 1 {
      kernels.products.multiplyDirectly(&product)
    } else {
      kernels.products.multiplyTransposing(product, left.rowStride, upcoming)
    }
    for column in 0..<exchangedColumnCount {
      kernels.products.update(
        scratch + column * stride, rowCount, result.base + column, result.rowStride, mode)
    }
  }

  /// What is transposed after a block over one chunk of terms, of an operand from beyond the second-level cache:
  /// the next chunk of its rows, or as many rows after them.
  ///
  /// - Parameter left: the operand from the block's first row and the chunk's first term on.
  func upcomingRows(
    after rows: Range<Int>, _ terms: Range<Int>, in left: MatrixView<Scalar>
  ) -> UpcomingRows<Scalar>? {
    guard left.columnStride == 1, m * termCount > blocks.nearElementCount else { return nil }
    let isLastChunk = terms.upperBound == termCount
    let rowCount = isLastChunk ? min(rows.count, m - rows.upperBound) : rows.count
    guard rowCount > 0 else { return nil }
    let next =
      isLastChunk
      ? left.pointer(row: rows.count, column: -terms.lowerBound)
      : left.pointer(row: 0, column: terms.count)
    let nextTermCount = min(
      BlockSizes.chunkLength, isLastChunk ? termCount : termCount - terms.upperBound)
    let vectorCount = (rows.count + kernels.laneCount - 1) / kernels.laneCount
    return UpcomingRows(
      next, rowStep: left.rowStride, rowCount: rowCount, elementCount: nextTermCount,
      stepCount: max(1, vectorCount * (terms.count / TransposingKernel.termGroupCount)))
  }

  private func exchangedStride(_ rowCount: Int) -> Int {
    Self.wholeLines(rowCount)
  }
}
