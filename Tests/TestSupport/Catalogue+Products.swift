import CostateGraph

extension Catalogue {
  /// The matrix product with every pair of transposes, plain, batched and degenerate.
  static let products: [CatalogueEntry] = [
    product(false, false), product(false, true), product(true, false), product(true, true),
  ]

  private static func product(_ transposesLeft: Bool, _ transposesRight: Bool) -> CatalogueEntry {
    /// The operands of m × k · k × n with batches, as they lie in memory.
    func operands(
      _ m: Int, _ k: Int, _ n: Int, _ leftBatch: [Int] = [], _ rightBatch: [Int] = []
    ) -> [OperandSample] {
      [
        OperandSample(Shape(leftBatch + (transposesLeft ? [k, m] : [m, k])), .uniform(-1...1)),
        OperandSample(Shape(rightBatch + (transposesRight ? [n, k] : [k, n])), .uniform(-1...1)),
      ]
    }
    return CatalogueEntry(
      MatrixProduct(transposesLeft: transposesLeft, transposesRight: transposesRight),
      operands(2, 3, 4), operands(1, 3, 2), operands(3, 2, 1), operands(1, 4, 1),
      operands(2, 1, 3), operands(2, 0, 3), operands(0, 2, 3), operands(2, 3, 0),
      operands(1, 0, 2), operands(2, 3, 2, [2], [2]), operands(2, 3, 2, [3], []),
      operands(2, 2, 2, [2, 1], [3]), operands(1, 3, 2, [], [3]), operands(2, 3, 2, [0], [1]),
      operands(70, 5, 130), operands(33, 70, 29), operands(3, 600, 5), operands(1, 70, 40),
      operands(40, 300, 1), operands(1, 5000, 2), operands(9, 20, 11, [3], [1]),
      misfits: [
        [], [TensorType(.float, [2, 2])], [TensorType(.float, [2]), TensorType(.float, [2, 2])],
        [TensorType(.float, [2, 3]), TensorType(.float, [4, 5])],
        [TensorType(.float, [2, 2]), TensorType(.double, [2, 2])],
        [TensorType(.int32, [2, 2]), TensorType(.int32, [2, 2])],
        [TensorType(.float, [2, 2, 2]), TensorType(.float, [3, 2, 2])],
      ])
  }
}
