import Costate

/// Families that carry a fixed number of values from piece to piece.
///
/// Pieces add to f on the way: what only reaches f through thousands of steps has an adjoint that
/// underflows, and arithmetic on subnormal numbers is many times slower.
extension ScalingFamily {
  /// Each step reads the one before it: as deep as it is large.
  static let chain = ScalingFamily(
    "chain", "each step reads the one before it and adds to f", pieceSize: 10
  ) { graph, cell, pieceCount in
    let x = try graph.scalarInputs("x", count: 1)
    var z = x[0]
    var f = try cell(z, z)
    for _ in 0..<pieceCount {
      z = try cell(z, z)
      f = try f + z
    }
    return (f, x)
  }

  /// Each step reads the one a window back and another within the window.
  static let window = ScalingFamily(
    "window", "random DAG, each step reads two of the 64 before it", pieceSize: 10,
    fixedSize: 700
  ) { graph, cell, pieceCount in
    try randomGraph(graph, cell, stepCount: pieceCount) { numbers, node, width in
      node - width + numbers.next(below: width)
    }
  }

  /// Each step reads the one 64 back, so that none is left over, and any other before it.
  static let random = ScalingFamily(
    "random", "random sparse DAG, edges from anywhere before", pieceSize: 10, fixedSize: 700
  ) { graph, cell, pieceCount in
    try randomGraph(graph, cell, stepCount: pieceCount) { numbers, node, _ in
      numbers.next(below: node)
    }
  }

  /// Eight levels as wide as the size asks for.
  static let layers = ScalingFamily(
    "layers", "8 wide layers, each node reads two of the layer before", pieceSize: 60
  ) { graph, cell, pieceCount in
    let x = try graph.scalarInputs("x", count: pieceCount)
    var layer = x
    for depth in 1...8 {
      layer = try layer.indices.map { j in
        try cell(layer[j], layer[(j + depth * 7) % layer.count])
      }
    }
    return (try sumOfPairs(layer), x)
  }

  /// Time steps of three neighbours on a ring of 32 points.
  static let stencil = ScalingFamily(
    "stencil", "time steps of a 3-point stencil on a ring of 32", pieceSize: 32 * 10 + 3
  ) { graph, cell, pieceCount in
    let x = try graph.scalarInputs("x", count: 32)
    var ring = x
    var f = x[0]
    for _ in 0..<pieceCount {
      ring = try ring.indices.map { j in
        try cell(ring[(j + 31) % 32] * ring[(j + 1) % 32], ring[j])
      }
      f = try f + ring[0]
    }
    return (try f + sumOfPairs(ring), x)
  }

  /// 64 inputs, then steps, which f is the sum of.
  private static func randomGraph(
    _ graph: Graph, _ cell: ScalarCell, stepCount: Int,
    operand: (inout RandomNumbers, _ node: Int, _ width: Int) -> Int
  ) throws -> (f: Node, variables: [Node]) {
    let width = 64
    let x = try graph.scalarInputs("x", count: width)
    var numbers = RandomNumbers()
    var z = x
    var f = x[0]
    z.reserveCapacity(width + stepCount)
    for node in width..<width + stepCount {
      z.append(try cell(z[node - width], z[operand(&numbers, node, width)]))
      f = try f + z[node]
    }
    // Each of the last 64 gets two successors more, so that what it costs is not left to chance.
    return (try f + sumOfPairs(z.suffix(width).map { try cell($0, $0) }), x)
  }
}
