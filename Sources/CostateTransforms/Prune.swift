package import CostateGraph

extension GraphStorage {
  /// The nodes the roots depend on, nothing merged or computed.
  ///
  /// - Complexity: O(|V| + |E|).
  package func pruned(roots: [NodeID]) -> SimplifiedGraph {
    let isNeeded = ancestors(of: roots)
    var result = withoutNodes()
    var nodes = NodeMap(count: nodeCount)
    nodes.fill { places in
      let view = columns.view
      var operands = OperandBuffer()
      for node in 0..<view.count where isNeeded[node] {
        operands.load(node, of: view, at: places)
        places[node] = result.append(kind: view.kinds[node], operands.ids)
      }
    }
    result.keepNames(of: self, nodes)
    return SimplifiedGraph(storage: result, nodes: nodes)
  }

  /// A graph of the same kinds and types, with room for as many nodes.
  func withoutNodes() -> GraphStorage {
    var result = GraphStorage(nodeCapacity: nodeCount, edgeCapacity: edgeCount)
    result.kinds = kinds
    result.types = types
    return result
  }

  /// A node takes the name of the first node that became it.
  mutating func keepNames(of source: GraphStorage, _ nodes: NodeMap) {
    for node in source.names.keys.sorted() {
      guard let new = nodes[Int(node)], names[new.index] == nil else { continue }
      names[new.index] = source.names[node]
    }
  }
}
