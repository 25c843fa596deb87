package import CostateGraph

extension GraphStorage {
  /// The nodes the roots depend on, nothing merged or computed.
  ///
  /// - Parameter sources: nodes without operands that are kept whether or not a root needs them.
  /// - Complexity: O(|V| + |E|).
  package func pruned(roots: [NodeID], sources: [NodeID] = []) -> SimplifiedGraph {
    let (isNeeded, neededSources) = needed(roots, sources)
    var result = withoutNodes()
    var nodes = NodeMap(count: nodeCount)
    nodes.fill { places in
      let view = columns.view
      var operands = OperandBuffer()
      for node in 0..<view.count where isNeeded[node] {
        operands.load(node, of: view, at: places)
        places[node] = result.columns.append(kind: view.kinds[node], operands.ids)
      }
    }
    result.keepNames(of: self, nodes)
    return SimplifiedGraph(
      storage: result, nodes: nodes, neededSources: neededSources,
      stepCount: result.nodeCount + result.edgeCount)
  }

  /// For each node whether it is a source that is kept or a root depends on it, and the sources for
  /// which the second is so.
  func needed(
    _ roots: [NodeID], _ sources: [NodeID]
  ) -> (isNeeded: [Bool], neededSources: [NodeID]) {
    var isNeeded = ancestors(of: roots)
    let neededSources = sources.filter { isNeeded[$0.int] }
    for source in sources { isNeeded[source.int] = true }
    return (isNeeded, neededSources)
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
