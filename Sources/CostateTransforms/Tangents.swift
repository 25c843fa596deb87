public import CostateGraph

extension Node {
  /// The directional derivative of this node when other nodes move: forward mode, as a node.
  ///
  /// - Parameter directions: nodes and how they move; each direction has its node's type.
  /// - Throws: `GraphError.operands` when a direction has another type than its node.
  /// - Complexity: O(|V| + |E|) of the graph up to this node.
  public func tangent(
    along directions: [(node: Node, direction: Node)]
  ) throws(GraphError) -> Node {
    var tangents: [NodeID: Node] = [:]
    for (node, direction) in directions {
      guard node.type == direction.type else {
        throw .operands(
          operation: "tangent", expected: "a direction of \(node.type)",
          given: [graph.describe(direction.id.int)])
      }
      tangents[node.id] = direction
    }
    for index in 0...id.int where tangents[NodeID(index)] == nil {
      let operands = graph.storage.operands(index).map { graph.node(NodeID(index: $0)) }
      guard operands.contains(where: { tangents[$0.id] != nil }) else { continue }
      let site = TangentSite(
        operands: operands, result: graph.node(NodeID(index)),
        tangents: operands.map { tangents[$0.id] })
      tangents[NodeID(index)] = try graph.storage.operation(index).tangent(site)
    }
    if let tangent = tangents[id] { return tangent }
    return try zero()
  }
}
