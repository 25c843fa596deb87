/// The nodes of a graph that are scalar operations, ascending.
struct ScalarNodes: Sequence, IteratorProtocol {
  private let nodeCount: UInt32
  /// The other nodes, ascending.
  let others: [UInt32]
  private var node: UInt32 = 0
  private var nextOther = 0

  /// All nodes but others, which ascend.
  init(nodeCount: Int, others: [UInt32]) {
    self.nodeCount = UInt32(nodeCount)
    self.others = others
  }

  /// How many there are.
  var count: Int { Int(nodeCount) - others.count }

  mutating func next() -> UInt32? {
    while nextOther < others.count, others[nextOther] == node {
      nextOther += 1
      node += 1
    }
    guard node < nodeCount else { return nil }
    defer { node += 1 }
    return node
  }
}
