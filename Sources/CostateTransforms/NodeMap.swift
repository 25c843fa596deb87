package import CostateGraph

/// For each node of a graph, the node of another graph that it became, if any: 4 bytes each.
package struct NodeMap: Sendable {
  package private(set) var indices: [UInt32]

  /// What stands for no node.
  package static let none = UInt32.max

  /// The map of so many nodes to none.
  package init(count: Int) { indices = Array(repeating: Self.none, count: count) }

  /// The node that a node became.
  package subscript(node: Int) -> NodeID? {
    get { indices[node] == Self.none ? nil : NodeID(index: indices[node]) }
    set { indices[node] = newValue?.index ?? Self.none }
  }

  /// Follows each node to the number that its node there has now.
  package mutating func compose(_ numbers: [UInt32]) {
    for node in indices.indices where indices[node] != Self.none {
      indices[node] = numbers[Int(indices[node])]
    }
  }

  /// Sets the nodes in ascending order; `body` writes a node's place in the other graph.
  mutating func fill<Failure: Error>(
    _ body: (UnsafeMutablePointer<UInt32>) throws(Failure) -> Void
  ) throws(Failure) {
    try indices.withUnsafeMutableBufferPointer { (buffer) throws(Failure) in
      if let first = buffer.baseAddress { try body(first) }
    }
  }
}
