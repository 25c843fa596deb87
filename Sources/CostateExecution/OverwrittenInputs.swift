import CostateGraph
import CostateTransforms

extension SimplifiedGraph {
  /// Lets what is read after the run, by updates or by the caller, see copies of the inputs that
  /// updates overwrite: all of it is from before the first write.
  ///
  /// A node that only renames such an input's bytes becomes a copy, and so does the value of an
  /// update that is such an input, as in a swap of two inputs.
  ///
  /// - Parameters:
  ///   - source: the graph as given.
  ///   - kept: nodes of it whose values stay readable; an input shows its new value.
  ///   - updates: inputs of it and the nodes whose values they take.
  /// - Returns: the updates by node of this graph.
  /// - Complexity: O(|V|).
  mutating func copyOverwrittenInputs(
    _ source: GraphStorage, kept: [NodeID], updates: [(target: NodeID, value: NodeID)]
  ) -> [(target: UInt32, value: UInt32)] {
    if updates.isEmpty { return [] }
    let isOverwritten = storage.renaming(updates.compactMap { nodes[$0.target.int]?.int })
    var copies: [UInt32: UInt32] = [:]
    /// The node or, where its bytes are overwritten, a copy of it.
    func lasting(_ node: UInt32) -> UInt32 {
      // Copies, which lie beyond the table, last.
      guard Int(node) < isOverwritten.count, isOverwritten[Int(node)] else { return node }
      if let known = copies[node] { return known }
      let copy = storage.appendCopy(of: node)
      copies[node] = copy
      return copy
    }
    let writes = updates.compactMap { update -> (target: UInt32, value: UInt32)? in
      guard let target = nodes[update.target.int], let value = nodes[update.value.int] else {
        return nil
      }
      return (target.index, lasting(value.index))
    }
    for node in kept where !(source.operation(node.int) is Input) {
      if let new = nodes[node.int] { nodes[node.int] = NodeID(index: lasting(new.index)) }
    }
    return writes
  }
}

extension GraphStorage {
  /// For each node, whether it is one of these or renames the bytes of one.
  fileprivate func renaming(_ targets: [Int]) -> [Bool] {
    var isRenaming = [Bool](repeating: false, count: nodeCount)
    for target in targets { isRenaming[target] = true }
    let isAlias = flags { $0 is any AliasOperation }
    for node in 0..<nodeCount where isAlias[kindIndex(node)] {
      if let first = operands(node).first, isRenaming[Int(first)] { isRenaming[node] = true }
    }
    return isRenaming
  }

  /// Appends a node with another's value and bytes of its own.
  fileprivate mutating func appendCopy(of node: UInt32) -> UInt32 {
    let kind = append(NodeKind(BroadcastTo(type(Int(node)).shape), type: typeIndex(Int(node))))
    return append(kind: kind, operands: [node])
  }
}
