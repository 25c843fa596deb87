import Costate

/// Families of joins and forks.
extension ScalingFamily {
  /// A leaf for each piece, joined in pairs.
  ///
  /// In a tree |E| = |V| − 1 whatever its nodes are: one coefficient says all, and nodes of a second
  /// kind in another proportion would cost another one.
  static let tree = ScalingFamily(
    "tree", "binary tree, leaves joined in pairs up to f", pieceSize: 8
  ) { graph, _, pieceCount in
    let cell = ScalarCell(turnCount: 1)
    let leaves = try graph.scalarInputs("x", count: pieceCount + 1)
    var nodes = leaves
    while nodes.count > 1 {
      nodes = try stride(from: 0, to: nodes.count, by: 2).map {
        $0 + 1 < nodes.count ? try cell(nodes[$0], nodes[$0 + 1]) : nodes[$0]
      }
    }
    return (nodes[0], leaves)
  }

  /// Hubs that 70 nodes read. The 70 go on as the operands of the next hub's.
  static let starOut = ScalingFamily(
    "star-out", "hubs that each 70 nodes read", pieceSize: 71 * 7 + 3, fixedSize: 280
  ) { graph, cell, pieceCount in
    let x = try graph.scalarInputs("x", count: starDegree)
    var points = x
    var f = x[0]
    for piece in 0..<pieceCount {
      let first = 2 * piece % starDegree
      let hub = try cell(points[first], points[first + 1])
      points = try points.map { try cell(hub, $0) }
      f = try f + hub
    }
    return (try f + sumOfPairs(points), x)
  }

  /// Hubs that each add 70 nodes up; the first of the next 70 reads the hub.
  static let starIn = ScalingFamily(
    "star-in", "hubs that each add up 70 nodes", pieceSize: 70 * 7 + 69 * 3 + 10
  ) { graph, cell, pieceCount in
    let x = try graph.scalarInputs("x", count: starDegree)
    var points = x
    var hub = x[0]
    var f = x[1]
    for _ in 0..<pieceCount {
      points[0] = try cell(points[0], hub)
      points = try points.indices.map { try cell(points[$0], points[($0 + 1) % starDegree]) }
      hub = try points.dropFirst().reduce(points[0]) { try $0 + $1 }
      f = try f + hub
    }
    return (f, x)
  }

  /// Above the fan-in of one adjoint node, so that adjoints of hubs are trees.
  private static let starDegree = 70
}
