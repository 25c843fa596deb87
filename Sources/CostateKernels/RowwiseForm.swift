import CostateSIMD

/// Products of few terms whose right operand has long rows: what takes their time is to write those of the
/// result.
final class RowwiseForm<Scalar: LaneScalar>: Sendable {
  private let shape: ProductShape
  private let partition: ProductPartition
  private let kernels: KernelTable<Scalar>
  private let blockRowCount: Int

  init(
    _ shape: ProductShape, _ partition: ProductPartition, _ blocks: BlockSizes,
    _ kernels: KernelTable<Scalar>
  ) {
    self.shape = shape
    self.partition = partition
    self.kernels = kernels
    blockRowCount = OperandsInPlace<Scalar>.blockRowCount(
      shape, columnCount: partition.columns.longestPart, blocks)
  }

  /// Whether a product has so few terms and so long rows.
  static func suits(_ shape: ProductShape) -> Bool {
    shape.right.column == 1 && shape.termCount <= RowwiseKernel.mostTerms
      && shape.n >= leastColumnCount
  }

  /// The columns from which on rows are long.
  private static var leastColumnCount: Int { ProductPartition.leastPiece(of: Scalar.self) }

  /// What work items do not cut.
  static var unit: (row: Int, column: Int) { (1, leastColumnCount) }

  /// Nothing is packed, and the first-level cache keeps the few terms of long rows. Rows are cut only where there
  /// are too few of them: to begin a part of one takes as long as 512 bytes of it, for its first cache lines
  /// are fetched that another worker is about to write.
  static var prices: ProductPartition.Prices {
    ProductPartition.Prices(rightBorrowing: 0, partOfRow: unit.column / 2)
  }

  /// Computes an item, by blocks of rows that a cache holds when they are finished, if they are not very
  /// long.
  func body(_ mode: ProductMode) -> ProductPlan<Scalar>.Body {
    { [self] item, left, right, result, _, finish in
      let left = MatrixView(base: left, shape.left)
      let right = MatrixView(base: right, shape.right)
      let (rows, columns) = partition.block(ofItem: item)
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: blockRowCount) {
        let block = first..<min(first + blockRowCount, rows.upperBound)
        kernels.products.multiplyByRows(
          DirectProduct(
            rowCount: block.count, columnCount: columns.count, termCount: shape.termCount,
            left.from(row: first, column: 0), right.from(row: 0, column: columns.lowerBound),
            result.from(row: first, column: columns.lowerBound), mode))
        finish(block, columns)
      }
    }
  }
}
