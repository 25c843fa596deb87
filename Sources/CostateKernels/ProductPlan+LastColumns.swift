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

  /// The scratch memory, in elements: the rows of the transposed product, and a vector that may be read
  /// past them.
  var exchangeScratchCount: Int {
    exchangedColumnCount * exchangedStride(min(m, mostDirectRows)) + Self.lineCount
  }

  /// Computes the last columns of a block of rows over one chunk of terms.
  func multiplyLastColumns(
    _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>, _ result: MutableMatrixView<Scalar>,
    rowCount: Int, termCount: Int, _ mode: ProductMode, _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    let stride = exchangedStride(rowCount)
    var product = DirectProduct(
      rowCount: exchangedColumnCount, columnCount: rowCount, termCount: termCount,
      right.transposed, left.transposed, MutableMatrixView(base: scratch, rowStride: stride),
      .assign
    )
    if left.rowStride == 1 {
      kernels.products.multiplyDirectly(&product)
    } else {
      kernels.products.multiplyTransposing(product, left.rowStride)
    }
    for column in 0..<exchangedColumnCount {
      kernels.products.update(
        scratch + column * stride, rowCount, result.base + column, result.rowStride, mode)
    }
  }

  private func exchangedStride(_ rowCount: Int) -> Int {
    Self.wholeLines(rowCount)
  }
}
