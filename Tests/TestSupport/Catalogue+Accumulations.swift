import CostateGraph

extension Catalogue {
  private static let plain = MatrixProduct()
  private static let transposed = MatrixProduct(transposesLeft: true, transposesRight: true)

  /// Sums of adjoint terms: every kind of term, with either sign, as the first and later.
  static let accumulations: [CatalogueEntry] = [
    accumulation([.value, .value], [[2, 3], [2, 3]]),
    accumulation([.value, .negatedValue], [[3], [2, 1]]),
    accumulation([.negatedValue, .value], [.scalar, [2, 3]]),
    accumulation([.product], [[2, 3], [2, 3]]),
    accumulation([.product, .product, .value], [[2, 1], [3], [2, 3], .scalar, [2, 3]]),
    accumulation([.value, .product, .negatedValue], [[2, 3], [2, 3], [1, 3], [2, 3]]),
    accumulation([.matrixProduct(plain)], [[2, 4], [4, 3]]),
    accumulation([.negatedMatrixProduct(plain)], [[2, 4], [4, 3]]),
    accumulation(
      [.matrixProduct(plain), .matrixProduct(plain)], [[2, 1], [1, 3], [2, 0], [0, 3]]),
    accumulation(
      [.negatedMatrixProduct(transposed), .negatedMatrixProduct(plain)],
      [[4, 2], [3, 4], [2, 1], [1, 3]]),
    accumulation(
      [.product, .matrixProduct(plain), .value], [[2, 3], [3], [2, 4], [4, 3], [1]]),
    accumulation(
      [.negatedValue, .negatedMatrixProduct(transposed), .product],
      [[2, 3], [4, 2], [3, 4], [2, 1], [2, 3]]),
    accumulation(
      [.value, .negatedValue, .product], [.scalar, .scalar, .scalar, .scalar], .scalar),
    accumulation(
      Array(repeating: .product, count: 3), Array(repeating: .scalar, count: 6), .scalar),
    accumulation([.value, .product], [[0, 3], [3], [1, 3]], [0, 3]),
    accumulation([.value, .matrixProduct(plain)], [[1, 3], [1, 4], [4, 3]], [1, 3]),
    accumulation([.product, .value], [[70, 130], [130], [70, 1]], [70, 130]),
    accumulation(
      [.negatedValue, .matrixProduct(plain), .negatedMatrixProduct(transposed)],
      [[30], [20, 300], [300, 30], [10, 20], [30, 10]], [20, 30]),
    accumulation(
      [.value, .matrixProduct(plain)], [[3, 2, 2], [3, 2, 4], [4, 2]], [3, 2, 2]),
  ]

  private static func accumulation(
    _ terms: [Accumulate.Term], _ shapes: [Shape], _ shape: Shape = [2, 3]
  ) -> CatalogueEntry {
    let types = shapes.map { TensorType(.float, $0) }
    return CatalogueEntry(
      Accumulate(shape: shape, terms: terms), shapes.map { OperandSample($0, .uniform(-1...1)) },
      misfits: [
        [], types + [types[0]], types.dropLast() + [TensorType(.double, shapes[shapes.count - 1])],
        types.dropLast() + [TensorType(.float, [5, 5])],
        types.map { TensorType(.int32, $0.shape) },
      ])
  }
}
