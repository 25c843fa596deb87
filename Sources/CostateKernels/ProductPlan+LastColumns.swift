import CostateSIMD

/// Columns of the result that fill only the beginning of a vector, as the rows of `Bᵀ · Aᵀ`, where `A` lies
/// column by column: vectors then run along its columns and are full. The sums are the same, term by
/// term.
extension ProductPlan {
  /// How many columns of a result are best computed so; 0 for none.
  ///
  /// A vector of a few columns takes a multiply-add for each row and term. A row of the transposed
  /// product takes one for each vector of rows, and an element that finds its place in a row of the
  /// result as long as six. Where rows lie side by side, transposing them takes what this saves.
  static func exchangedColumnCount(
    m: Int, n: Int, k: Int, left: MatrixStrides, laneCount: Int
  ) -> Int {
    let count = n % laneCount
    guard count > 0, n > laneCount, k > 0, left.row == 1 else { return 0 }
    let vectorCount = (m + laneCount - 1) / laneCount
    let price = count * vectorCount + 6 * count * m / min(k, BlockSizes.chunkLength)
    return 10 * price < 9 * m ? count : 0
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
      left: LeftRows(right.base, rowStep: right.columnStride, termStep: right.rowStride),
      right: left.base, rightTermStep: left.columnStride, result: scratch, resultStride: stride,
      mode: .assign)
    kernels.products.multiplyDirectly(&product)
    for column in 0..<exchangedColumnCount {
      kernels.products.update(
        scratch + column * stride, rowCount, result.base + column, result.rowStride, mode)
    }
  }

  private func exchangedStride(_ rowCount: Int) -> Int {
    (rowCount + Self.lineCount - 1) / Self.lineCount * Self.lineCount
  }
}
