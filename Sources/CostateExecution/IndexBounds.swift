import CostateGraph

extension GraphStorage {
  /// For every node of indices, the smallest number of rows its elements select from; constants are
  /// checked here.
  ///
  /// Integers are only ever moved, so a bound holds for what they came from, within a run and by
  /// the updates from one run to the next.
  ///
  /// - Complexity: O(|V| + |E|) for each update that passes a bound on.
  func indexBounds(
    updates: [(target: UInt32, value: UInt32)]
  ) throws(ProgramError) -> [NodeID: Int] {
    guard types.contains(where: { $0.elementType == .int32 }) else { return [:] }
    var bounds = IndexBounds(graph: self)
    bounds.passToOperands()
    while bounds.passToUpdates(updates) { bounds.passToOperands() }
    for (node, rowCount) in bounds.rowCounts {
      guard let constant = operation(node.int) as? Constant, let indices = constant.tensor.integers
      else { continue }
      try check(indices, name: label(node.int), rowCount: rowCount)
    }
    return bounds.rowCounts
  }
}

private struct IndexBounds {
  let graph: GraphStorage
  private(set) var rowCounts: [NodeID: Int] = [:]

  init(graph: GraphStorage) { self.graph = graph }

  mutating func passToOperands() {
    for node in stride(from: graph.nodeCount - 1, through: 0, by: -1) {
      let operands = Array(graph.operands(node))
      switch graph.kernel(node) {
      case .gatherRows:
        narrow(operands[1], graph.type(Int(operands[0])).shape[0])
        if let bound = rowCounts[NodeID(node)] { narrow(operands[0], bound) }
      case .scatterAddRows: narrow(operands[1], graph.type(node).shape[0])
      default:
        guard let bound = rowCounts[NodeID(node)] else { continue }
        for operand in operands where graph.type(Int(operand)).elementType == .int32 {
          narrow(operand, bound)
        }
      }
    }
  }

  /// An updated input's bound holds for the value it takes; returns whether one became narrower.
  mutating func passToUpdates(_ updates: [(target: UInt32, value: UInt32)]) -> Bool {
    var isNarrower = false
    for (target, value) in updates {
      guard let bound = rowCounts[NodeID(index: target)] else { continue }
      isNarrower = narrow(value, bound) || isNarrower
    }
    return isNarrower
  }

  @discardableResult
  private mutating func narrow(_ node: UInt32, _ rowCount: Int) -> Bool {
    let known = rowCounts[NodeID(index: node)] ?? .max
    rowCounts[NodeID(index: node)] = min(known, rowCount)
    return rowCount < known
  }
}

/// Checks that indices select existing rows.
func check(_ indices: [Int32], name: String, rowCount: Int) throws(ProgramError) {
  for (position, index) in indices.enumerated() where index < 0 || index >= rowCount {
    throw .indexOutOfRange(
      name: name, position: position, index: Int(index), rowCount: rowCount)
  }
}
