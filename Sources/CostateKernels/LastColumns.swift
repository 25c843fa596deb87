import CostateSIMD

/// Columns of the result that fill only the beginning of a vector, as the rows of `Bᵀ · Aᵀ`: vectors then
/// run along the columns of `A` and are full. The sums are the same, term by term.
struct LastColumns<Scalar: LaneScalar>: Sendable {
  private let shape: ProductShape
  private let kernels: KernelTable<Scalar>
  private let count: Int
  /// Whether rows of `A` are transposed; else its columns are contiguous.
  private let transposes: Bool
  /// Whether rows of `A` are copied before they are transposed: a vector of them falls into one set of the
  /// first-level cache, which then gives lines up before they are read to the end.
  private let copiesRows: Bool
  /// Whether the second-level cache holds less than `A`: what is read next is fetched.
  private let isFar: Bool

  /// Nil where no columns are best computed so.
  init?(_ shape: ProductShape, _ blocks: BlockSizes, _ kernels: KernelTable<Scalar>) {
    count = Self.count(shape, laneCount: kernels.laneCount)
    if count == 0 { return nil }
    self.shape = shape
    self.kernels = kernels
    transposes = shape.left.row != 1
    copiesRows =
      transposes
      && FirstLevelCache.rowsShareSet(shape.left, rowCount: kernels.laneCount, of: Scalar.self)
    isFar = OperandsInPlace<Scalar>.isLeftFar(shape, blocks)
  }

  /// How many columns of a result are best computed so; 0 for none.
  ///
  /// A vector of a few columns takes a multiply-add for each row and term. A row of the transposed
  /// product takes one for each vector of rows, and an element that finds its place in a row of the
  /// result as long as eight. Where the terms of `A` lie side by side, reading and transposing four of
  /// a vector of rows take as long as one for each row and four.
  static func count(_ shape: ProductShape, laneCount: Int) -> Int {
    let (m, k) = (shape.m, shape.k)
    let count = shape.n % laneCount
    guard count > 0, k > 0, fillsVector(shape, rowCount: m, laneCount) else { return 0 }
    let vectorCount = (m + laneCount - 1) / laneCount
    var price = count * vectorCount + 8 * count * m / min(k, BlockSizes.chunkLength)
    if shape.left.row != 1 {
      guard shape.left.column == 1, k >= TransposingKernel.termGroupCount,
        count <= TransposingKernel.mostRows
      else { return 0 }
      price += (laneCount + 4) / TransposingKernel.termGroupCount * vectorCount
    }
    return 10 * price < 9 * m ? count : 0
  }

  /// Whether so many rows of `A` can be read as vectors: contiguous columns are read past their end, and
  /// only whole vectors of rows are transposed.
  private static func fillsVector(
    _ shape: ProductShape, rowCount: Int, _ laneCount: Int
  ) -> Bool {
    shape.left.row == 1 || rowCount >= laneCount
  }

  /// How many columns, the last ones, of a block of an item are computed so.
  func count(rows: Range<Int>, columns: Range<Int>) -> Int {
    columns.upperBound == shape.n
      && Self.fillsVector(shape, rowCount: rows.count, kernels.laneCount) ? count : 0
  }

  /// The scratch memory for blocks of so many rows, in elements: the rows of the transposed product, a vector
  /// that may be read past them, and copied rows of `A`.
  func scratchCount(rowCount: Int) -> Int {
    let rowStep = LeftMicropanels<Scalar>.rowStep(
      termCount: min(shape.k, BlockSizes.chunkLength))
    return copiedRowsStart(rowCount) + (copiesRows ? rowCount * rowStep : 0)
  }

  private func copiedRowsStart(_ rowCount: Int) -> Int {
    count * sumStep(rowCount) + CacheLine.length(Scalar.self)
  }

  private func sumStep(_ rowCount: Int) -> Int {
    CacheLine.wholeLines(rowCount, of: Scalar.self)
  }

  /// Computes them for a block of rows over one chunk of terms.
  ///
  /// - Parameters:
  ///   - left: the operand from the block's first row and the chunk's first term on.
  ///   - right: the operand from the chunk's first term and the first of these columns on.
  ///   - result: the result from the block's first row and the first of these columns on.
  func multiply(
    _ rows: Range<Int>, _ terms: Range<Int>, _ left: MatrixView<Scalar>,
    _ right: MatrixView<Scalar>, _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    let sumStep = sumStep(rows.count)
    let vectors =
      copiesRows
      ? LeftMicropanels.copyRows(
        left.lines(rowCount: rows.count, termCount: terms.count),
        into: scratch + copiedRowsStart(rows.count), kernels) : left
    var product = DirectProduct(
      rowCount: count, columnCount: rows.count, termCount: terms.count, right.transposed,
      vectors.transposed, MutableMatrixView(base: scratch, rowStride: sumStep), .assign)
    if transposes {
      kernels.products.multiplyTransposing(
        product, vectors.rowStride, upcomingRows(after: rows, terms, in: left))
    } else {
      kernels.products.multiplyDirectly(&product)
    }
    for column in 0..<count {
      kernels.products.update(
        scratch + column * sumStep, rows.count, result.base + column, result.rowStride, mode)
    }
  }

  /// What is transposed after a block over one chunk of terms, of an operand from beyond the second-level cache:
  /// the next chunk of its rows, or as many rows after them.
  private func upcomingRows(
    after rows: Range<Int>, _ terms: Range<Int>, in left: MatrixView<Scalar>
  ) -> UpcomingRows<Scalar>? {
    guard isFar else { return nil }
    let isLastChunk = terms.upperBound == shape.k
    let rowCount = isLastChunk ? min(rows.count, shape.m - rows.upperBound) : rows.count
    guard rowCount > 0 else { return nil }
    let next =
      isLastChunk
      ? left.pointer(row: rows.count, column: -terms.lowerBound)
      : left.pointer(row: 0, column: terms.count)
    let nextTermCount = min(
      BlockSizes.chunkLength, isLastChunk ? shape.k : shape.k - terms.upperBound)
    let stepCount = TransposingKernel.stepCount(
      rowCount: count, columnCount: rows.count, termCount: terms.count,
      laneCount: kernels.laneCount)
    return UpcomingRows(
      next, rowStep: left.rowStride, rowCount: rowCount, elementCount: nextTermCount,
      stepCount: max(1, stepCount))
  }
}
