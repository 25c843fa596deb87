public import CostateGraph

extension Node {
  /// The adjoints λ_j = ∂f/∂z_j of nodes with respect to this scalar f, as nodes of the same graph.
  ///
  /// A node that does not influence f has the adjoint 0.
  ///
  /// - Throws: `GraphError.notScalar` unless this is a floating-point scalar,
  ///   `GraphError.operands` for a node of integers.
  /// - Complexity: O(|V| + |E|) of the graph up to this node.
  public func adjoints(of nodes: [Node]) throws(GraphError) -> [Node] {
    for node in nodes where !node.elementType.isFloatingPoint {
      throw .operands(
        operation: "adjoints", expected: "floating-point nodes",
        given: [graph.describe(node.id.int)])
    }
    var pass = try AdjointPass(output: self, requested: nodes.map(\.id))
    try pass.run()
    var adjoints: [Node] = []
    for node in nodes {
      if let adjoint = pass.adjoint(of: node.id) {
        adjoints.append(adjoint)
      } else {
        adjoints.append(try node.zero())
      }
    }
    return adjoints
  }

  /// The adjoint of one node; see ``adjoints(of:)-([Node])``.
  public func adjoint(of node: Node) throws(GraphError) -> Node { try adjoints(of: [node])[0] }

  /// The adjoints of two nodes; see ``adjoints(of:)-([Node])``.
  public func adjoints(of a: Node, _ b: Node) throws(GraphError) -> (Node, Node) {
    let adjoints = try adjoints(of: [a, b])
    return (adjoints[0], adjoints[1])
  }

  /// The adjoints of three nodes; see ``adjoints(of:)-([Node])``.
  public func adjoints(
    of a: Node, _ b: Node, _ c: Node
  ) throws(GraphError) -> (Node, Node, Node) {
    let adjoints = try adjoints(of: [a, b, c])
    return (adjoints[0], adjoints[1], adjoints[2])
  }

  /// The adjoints of every node that influences this scalar, itself included.
  ///
  /// - Throws: `GraphError.notScalar` unless this is a floating-point scalar.
  public func adjointsOfAllNodes() throws(GraphError) -> [NodeID: Node] {
    var pass = try AdjointPass(output: self, requested: nil)
    try pass.run()
    var adjoints: [NodeID: Node] = [:]
    for node in 0...id.int {
      if let adjoint = pass.adjoint(of: NodeID(node)) { adjoints[NodeID(node)] = adjoint }
    }
    return adjoints
  }
}
