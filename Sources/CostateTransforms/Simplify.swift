package import CostateGraph

/// A simplified graph and where the nodes went.
package struct SimplifiedGraph: Sendable {
  /// The nodes the roots depend on.
  package var storage: GraphStorage
  /// For each node of the original graph, its node here; `nil` when no root depends on it.
  package var nodes: [NodeID?]
}

extension GraphStorage {
  /// Drops nodes no root depends on, computes constants, merges equal nodes and removes identities.
  ///
  /// Every rewrite keeps every bit of every value.
  ///
  /// - Complexity: O(|V| + |E|); the table of known nodes has a bounded size.
  package func simplified(roots: [NodeID]) -> SimplifiedGraph {
    var pass = SimplifyPass(self, roots: roots)
    pass.run()
    // Rewrites leave nodes behind: the inner of two negations, the operands of a constant.
    let rewritten = pass.nodes
    let pruned = pass.result.pruned(roots: roots.compactMap { rewritten[$0.int] })
    return SimplifiedGraph(
      storage: pruned.storage, nodes: rewritten.map { $0.flatMap { pruned.nodes[$0.int] } })
  }

  /// The nodes the roots depend on, nothing merged or computed.
  package func pruned(roots: [NodeID]) -> SimplifiedGraph {
    var pass = SimplifyPass(self, roots: roots)
    pass.prune()
    return SimplifiedGraph(storage: pass.result, nodes: pass.nodes)
  }
}

private struct SimplifyPass {
  /// Constants with more elements are left to the program.
  static let foldingLimit = 1024
  /// The largest table of known nodes: 2²⁰ entries, 4 MiB.
  static let largestTableCount = 1 << 20
  static let none = UInt32.max

  let source: GraphStorage
  var result = GraphStorage()
  var nodes: [NodeID?]
  let isNeeded: [Bool]
  /// Per operation: whether it only renames its operand's bytes.
  let isAlias: [Bool]
  var newOperations: [AnyHashable: UInt32] = [:]
  /// Open hash of known nodes; a newer node takes an older one's place.
  var knownNodes: [UInt32]

  init(_ source: GraphStorage, roots: [NodeID]) {
    self.source = source
    nodes = Array(repeating: nil, count: source.nodeCount)
    var isNeeded = [Bool](repeating: false, count: source.nodeCount)
    for root in roots { isNeeded[root.int] = true }
    for node in stride(from: source.nodeCount - 1, through: 0, by: -1) where isNeeded[node] {
      for operand in source.operands(node) { isNeeded[Int(operand)] = true }
    }
    self.isNeeded = isNeeded
    isAlias = source.operations.map { $0 is any AliasOperation }
    result.operations = source.operations
    result.types = source.types
    var count = 64
    while count < min(source.nodeCount, Self.largestTableCount) { count *= 2 }
    knownNodes = Array(repeating: Self.none, count: count)
  }

  mutating func prune() {
    for node in 0..<source.nodeCount where isNeeded[node] {
      nodes[node] = NodeID(
        index: result.append(
          operation: source.operationIndices[node], type: source.typeIndices[node],
          operands: mapped(node)))
      keepName(of: node)
    }
  }

  mutating func run() {
    for node in 0..<source.nodeCount where isNeeded[node] {
      var operands = mapped(node)
      if let same = identity(node, &operands) {
        nodes[node] = NodeID(index: same)
        keepName(of: node)
      } else if let constant = folded(node, operands) {
        append(node, operation: intern(Constant(constant)), operands: [])
      } else {
        copy(node, operands: operands)
      }
    }
  }

  private func mapped(_ node: Int) -> [UInt32] {
    source.operands(node).map { nodes[Int($0)]?.index ?? Self.none }
  }

  // MARK: Rewrites

  /// The node this one equals bit for bit, if any; may replace operands by simpler ones.
  private mutating func identity(_ node: Int, _ operands: inout [UInt32]) -> UInt32? {
    let operation = Int(source.operationIndices[node])
    if isAlias[operation] {
      // A reshape of a reshape reads the first one's operand.
      if source.operations[operation] is Reshape,
        result.operation(Int(operands[0])) is Reshape
      {
        operands[0] = result.operands(Int(operands[0])).first ?? operands[0]
      }
      return result.typeIndices[Int(operands[0])] == source.typeIndices[node] ? operands[0] : nil
    }
    if operands.count == 1, source.operations[operation] is Negate,
      result.operation(Int(operands[0])) is Negate
    {
      return result.operands(Int(operands[0])).first
    }
    if let scale = source.operations[operation] as? Scale, scale.factor == 1 { return operands[0] }
    return nil
  }

  /// The value of a small node whose operands are constants.
  private func folded(_ node: Int, _ operands: [UInt32]) -> Tensor? {
    guard !operands.isEmpty, source.type(node).elementCount <= Self.foldingLimit,
      !(source.operation(node) is any OpaqueOperation)
    else { return nil }
    var tensors: [Tensor] = []
    for operand in operands {
      guard let constant = result.operation(Int(operand)) as? Constant,
        constant.tensor.count <= Self.foldingLimit
      else { return nil }
      tensors.append(constant.tensor)
    }
    return source.operation(node).reference(tensors, type: source.type(node))
  }

  // MARK: Appending

  private mutating func copy(_ node: Int, operands: [UInt32]) {
    append(node, operation: source.operationIndices[node], operands: operands)
  }

  private mutating func append(_ node: Int, operation: UInt32, operands: [UInt32]) {
    let type = source.typeIndices[node]
    defer { keepName(of: node) }
    if result.operations[Int(operation)] is Input {
      nodes[node] = NodeID(
        index: result.append(operation: operation, type: type, operands: operands))
      return
    }
    let slot = slot(operation, type, operands)
    let known = knownNodes[slot]
    if known != Self.none, result.operationIndices[Int(known)] == operation,
      result.typeIndices[Int(known)] == type, result.operands(Int(known)).elementsEqual(operands)
    {
      nodes[node] = NodeID(index: known)
      return
    }
    let new = result.append(operation: operation, type: type, operands: operands)
    knownNodes[slot] = new
    nodes[node] = NodeID(index: new)
  }

  private func slot(_ operation: UInt32, _ type: UInt32, _ operands: [UInt32]) -> Int {
    var hash = UInt64(operation) << 32 | UInt64(type)
    for operand in operands {
      hash = (hash ^ UInt64(operand)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash & UInt64(knownNodes.count - 1))
  }

  private mutating func intern(_ operation: some Operation) -> UInt32 {
    let key = AnyHashable(operation)
    if let known = newOperations[key] { return known }
    result.operations.append(operation)
    newOperations[key] = UInt32(result.operations.count - 1)
    return UInt32(result.operations.count - 1)
  }

  private mutating func keepName(of node: Int) {
    guard let name = source.names[UInt32(node)], let new = nodes[node] else { return }
    if result.names[new.index] == nil { result.names[new.index] = name }
  }
}
