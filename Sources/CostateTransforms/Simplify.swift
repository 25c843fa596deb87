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
    let rewritten = pass.nodes
    if !pass.hasRewritten { return SimplifiedGraph(storage: pass.result, nodes: rewritten) }
    // Rewrites leave nodes behind: the inner of two negations, the operands of a constant.
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
  /// The largest table of known nodes: 2²⁰ entries, 8 MiB.
  static let largestTableCount = 1 << 20
  static let none = UInt32.max

  let source: GraphStorage
  var result = GraphStorage()
  var nodes: [NodeID?]
  /// Whether a node was replaced by another than its copy.
  private(set) var hasRewritten = false
  let isNeeded: [Bool]
  /// What the rewrites ask of each operation of the result, asked once; the first ones are the
  /// source's.
  var traits: [OperationTrait]
  var newOperations: [AnyHashable: UInt32] = [:]
  /// Known nodes by the low bits of their hash, with its high half beside them, so that other nodes
  /// are told apart without a look at them; a newer node takes an older one's place.
  var knownNodes: [(hash: UInt32, node: UInt32)]

  init(_ source: GraphStorage, roots: [NodeID]) {
    self.source = source
    nodes = Array(repeating: nil, count: source.nodeCount)
    isNeeded = source.ancestors(of: roots)
    traits = source.operations.map { OperationTrait($0) }
    result.operations = source.operations
    result.types = source.types
    result.reserveCapacity(nodeCount: source.nodeCount, edgeCount: source.edgeCount)
    var count = 64
    while count < min(source.nodeCount, Self.largestTableCount) { count *= 2 }
    knownNodes = Array(repeating: (0, Self.none), count: count)
  }

  mutating func prune() {
    var operands: [UInt32] = []
    for node in 0..<source.nodeCount where isNeeded[node] {
      map(node, into: &operands)
      nodes[node] = NodeID(
        index: result.append(
          operation: source.operationIndices[node], type: source.typeIndices[node],
          operands: operands))
    }
    keepNames()
  }

  mutating func run() {
    var operands: [UInt32] = []
    for node in 0..<source.nodeCount where isNeeded[node] {
      map(node, into: &operands)
      if let same = identity(node, &operands) {
        hasRewritten = true
        nodes[node] = NodeID(index: same)
      } else if let constant = folded(node, operands) {
        hasRewritten = true
        append(node, operation: intern(Constant(constant)), operands: [])
      } else if let product = productOfTransposed(node, &operands) {
        hasRewritten = true
        append(node, operation: intern(product), operands: operands)
      } else {
        append(node, operation: source.operationIndices[node], operands: operands)
      }
    }
    keepNames()
  }

  /// A node's operands in the result, in a buffer that all nodes use.
  ///
  /// Mutating, as ``folded(_:_:)`` is, because a call of another method would copy the pass first.
  private mutating func map(_ node: Int, into operands: inout [UInt32]) {
    operands.removeAll(keepingCapacity: true)
    for position in source.operandRange(node) {
      operands.append(nodes[Int(source.operandIDs[position])]?.index ?? Self.none)
    }
  }

  private func trait(_ node: UInt32) -> OperationTrait {
    traits[Int(result.operationIndices[Int(node)])]
  }

  // MARK: Rewrites

  /// The node this one equals bit for bit, if any; may replace operands by simpler ones.
  private mutating func identity(_ node: Int, _ operands: inout [UInt32]) -> UInt32? {
    switch traits[Int(source.operationIndices[node])] {
    case .reshape, .alias:
      // A reshape of a reshape reads the first one's operand.
      if traits[Int(source.operationIndices[node])] == .reshape, trait(operands[0]) == .reshape {
        hasRewritten = true
        operands[0] = result.operands(Int(operands[0])).first ?? operands[0]
      }
      return result.typeIndices[Int(operands[0])] == source.typeIndices[node] ? operands[0] : nil
    case .negation where trait(operands[0]) == .negation:
      return result.operands(Int(operands[0])).first
    case .unitScale: return operands[0]
    default: return nil
    }
  }

  /// A matrix product that reads transposed operands where they are; its arithmetic does not depend
  /// on how they lie.
  private mutating func productOfTransposed(
    _ node: Int, _ operands: inout [UInt32]
  ) -> MatrixProduct? {
    guard traits[Int(source.operationIndices[node])] == .product,
      operands.contains(where: { trait($0) == .transposition }),
      let product = source.operation(node) as? MatrixProduct
    else { return nil }
    var transposes = [product.transposesLeft, product.transposesRight]
    for side in 0..<2 where trait(operands[side]) == .transposition {
      operands[side] = result.operands(Int(operands[side])).first ?? operands[side]
      transposes[side].toggle()
    }
    return MatrixProduct(transposesLeft: transposes[0], transposesRight: transposes[1])
  }

  /// The value of a small node whose operands are constants.
  private mutating func folded(_ node: Int, _ operands: [UInt32]) -> Tensor? {
    guard !operands.isEmpty, operands.allSatisfy({ trait($0) == .constant }),
      traits[Int(source.operationIndices[node])] != .opaque,
      source.type(node).elementCount <= Self.foldingLimit
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

  private mutating func append(_ node: Int, operation: UInt32, operands: [UInt32]) {
    let type = source.typeIndices[node]
    if traits[Int(operation)] == .input {
      nodes[node] = NodeID(
        index: result.append(operation: operation, type: type, operands: operands))
      return
    }
    let hash = hash(operation, type, operands)
    let slot = Int(truncatingIfNeeded: hash & UInt64(knownNodes.count - 1))
    let tag = UInt32(hash >> 32)
    let known = knownNodes[slot].node
    if known != Self.none, knownNodes[slot].hash == tag,
      result.operationIndices[Int(known)] == operation, result.typeIndices[Int(known)] == type,
      result.operands(Int(known)).elementsEqual(operands)
    {
      nodes[node] = NodeID(index: known)
      return
    }
    let new = result.append(operation: operation, type: type, operands: operands)
    knownNodes[slot] = (tag, new)
    nodes[node] = NodeID(index: new)
  }

  private func hash(_ operation: UInt32, _ type: UInt32, _ operands: [UInt32]) -> UInt64 {
    var hash = UInt64(operation) << 32 | UInt64(type)
    for operand in operands {
      hash = (hash ^ UInt64(operand)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }

  private mutating func intern(_ operation: some Operation) -> UInt32 {
    let key = AnyHashable(operation)
    if let known = newOperations[key] { return known }
    result.operations.append(operation)
    traits.append(OperationTrait(operation))
    newOperations[key] = UInt32(result.operations.count - 1)
    return UInt32(result.operations.count - 1)
  }

  /// A node takes the name of the first node that became it.
  private mutating func keepNames() {
    for node in source.names.keys.sorted() {
      guard let new = nodes[Int(node)], result.names[new.index] == nil else { continue }
      result.names[new.index] = source.names[node]
    }
  }
}

/// What simplification asks of an operation.
private enum OperationTrait {
  case input
  case constant
  case reshape
  /// Another operation that only renames its operand's bytes.
  case alias
  case negation
  /// A product with 1.
  case unitScale
  case product
  /// An exchange of the last two axes.
  case transposition
  case opaque
  case other

  init(_ operation: any Operation) {
    switch operation {
    case is Input: self = .input
    case is Constant: self = .constant
    case is Reshape: self = .reshape
    case is any AliasOperation: self = .alias
    case is Negate: self = .negation
    case let scale as Scale where scale.factor == 1: self = .unitScale
    case is MatrixProduct: self = .product
    case let transpose as Transpose where transpose.exchangesMatrices: self = .transposition
    case is any OpaqueOperation: self = .opaque
    default: self = .other
    }
  }
}
