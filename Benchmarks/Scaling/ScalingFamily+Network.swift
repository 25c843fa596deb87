import Costate

extension ScalingFamily {
  /// Two-layer networks X ← σ(X W₁) W₂ one after the other, ‖X − Y‖² at the end and one output
  /// of each, a node for each number: every network has weights of its own.
  static let network = ScalingFamily(
    "network", "two-layer networks of 3 × 3 matrices as scalars, stacked", pieceSize: 313
  ) { graph, cell, pieceCount in
    let weights = try graph.scalarInputs("w", count: pieceCount * 2 * extent * extent)
    let features = try graph.scalarInputs("x", count: extent * extent)
    let labels = try graph.scalarInputs("y", count: extent * extent)
    var x = features
    var rest = weights[...]
    var f = x[0]
    for piece in 0..<pieceCount {
      let hidden = try product(x, Array(rest.prefix(extent * extent)))
        .map { try cell.turned(tanh($0)) }
      rest = rest.dropFirst(extent * extent)
      x = try product(hidden, Array(rest.prefix(extent * extent)))
      rest = rest.dropFirst(extent * extent)
      f = try f + x[piece % x.count]
    }
    let squares = try zip(x, labels).map { x, y in
      let error = try x - y
      return try error * error
    }
    return (try f + sumOfPairs(squares), weights + features + labels)
  }

  private static let extent = 3

  /// The matrix product of row-major square matrices.
  private static func product(_ a: [Node], _ b: [Node]) throws -> [Node] {
    try (0..<extent * extent).map { element in
      let (row, column) = element.quotientAndRemainder(dividingBy: extent)
      let terms = try (0..<extent).map { try a[row * extent + $0] * b[$0 * extent + column] }
      return try terms.dropFirst().reduce(terms[0]) { try $0 + $1 }
    }
  }
}
