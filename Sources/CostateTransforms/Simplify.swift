package import CostateGraph

/// A simplified graph and where the nodes went.
package struct SimplifiedGraph: Sendable {
  /// The nodes the roots depend on.
  package var storage: GraphStorage
  /// For each node of the original graph, its node here; `nil` when no root depends on it.
  package var nodes: NodeMap
  /// The sources that a root depends on.
  package var neededSources: [NodeID]
  /// How many nodes and operands were walked over, and nodes compared.
  package var stepCount: Int
}

extension GraphStorage {
  /// Drops nodes no root depends on, computes constants, merges equal nodes and removes identities.
  ///
  /// Every rewrite keeps every bit of every value.
  ///
  /// - Parameter sources: nodes without operands that are kept whether or not a root needs them.
  /// - Complexity: O(|V| + |E|).
  package func simplified(roots: [NodeID], sources: [NodeID] = []) -> SimplifiedGraph {
    var pass = SimplifyPass(self)
    var simplified = pass.run(roots, sources)
    if pass.leavesMuch {
      let numbers = simplified.storage.prune(
        roots: (roots + sources).compactMap { simplified.nodes[$0.int] })
      simplified.nodes.compose(numbers)
      simplified.stepCount += simplified.storage.nodeCount + simplified.storage.edgeCount
    }
    simplified.storage.keepNames(of: self, simplified.nodes)
    return simplified
  }
}

/// One walk over the nodes in order, each rewritten over the new nodes of its operands.
private struct SimplifyPass {
  /// Constants with more elements are left to the program.
  static let foldingLimit = 1024

  let source: GraphStorage
  private var result: GraphStorage
  /// Whether rewrites left nodes behind that cost something: the inner of two negations.
  private var leavesNodes = false
  /// At most how many constants they left behind, which cost nothing but their places.
  private var leftConstantCount = 0
  /// By kind; the first kinds of the result are the source's.
  private var traits: [OperationTrait]
  /// The kinds that rewrites added.
  private var newKinds = KindTable()
  private var equalNodes: EqualNodes

  init(_ source: GraphStorage) {
    self.source = source
    traits = source.kinds.map { OperationTrait($0.operation) }
    result = source.withoutNodes()
    equalNodes = EqualNodes(capacity: source.nodeCount)
  }

  /// Whether the nodes that no root needs any more are worth a walk over all: a few constants among
  /// many nodes are not.
  var leavesMuch: Bool { leavesNodes || 64 * leftConstantCount > source.nodeCount }

  mutating func run(_ roots: [NodeID], _ sources: [NodeID]) -> SimplifiedGraph {
    let (isNeeded, neededSources) = source.needed(roots, sources)
    var nodes = NodeMap(count: source.nodeCount)
    var stepCount = 0
    nodes.fill { places in
      let view = source.columns.view
      var operands = OperandBuffer()
      for node in 0..<view.count where isNeeded[node] {
        operands.load(node, of: view, at: places)
        stepCount += 1 + operands.ids.count
        places[node] = rewritten(node, view.kinds[node], &operands)
      }
    }
    // Taken out, so that the caller's is the one reference and is changed in place.
    var storage = GraphStorage()
    swap(&storage, &result)
    return SimplifiedGraph(
      storage: storage, nodes: nodes, neededSources: neededSources,
      stepCount: stepCount + equalNodes.comparisonCount)
  }

  /// The node of the result that a node becomes.
  @inline(__always)
  private mutating func rewritten(
    _ node: Int, _ kind: UInt32, _ operands: inout OperandBuffer
  ) -> UInt32 {
    let trait = traits[Int(kind)]
    if trait != .other || operands.first.map(self.trait) == .constant {
      return rewrittenByRules(node, kind, trait, &operands)
    }
    return append(kind, operands)
  }

  @inline(never)
  private mutating func rewrittenByRules(
    _ node: Int, _ kind: UInt32, _ trait: OperationTrait, _ operands: inout OperandBuffer
  ) -> UInt32 {
    if trait == .input {
      let new = result.columns.append(kind: kind, operands.ids)
      equalNodes.insertUnlike(new)
      return new
    }
    if let same = identity(node, trait, &operands) {
      leavesNodes = true
      return same
    }
    if let constant = folded(node, trait, operands) {
      leftConstantCount += operands.ids.count
      operands.removeAll()
      return append(intern(Constant(constant), source.typeIndex(node)), operands)
    }
    if let product = productOfTransposed(node, trait, &operands) {
      leavesNodes = true
      return append(intern(product, source.typeIndex(node)), operands)
    }
    return append(kind, operands)
  }

  private func trait(_ node: UInt32) -> OperationTrait { traits[result.kindIndex(Int(node))] }

  /// The first operand of a node of the result.
  private func operand(of node: UInt32) -> UInt32 { result.operand(Int(node), 0) }

  // MARK: Rewrites

  /// The node this one equals bit for bit, if any; may replace operands by simpler ones.
  private mutating func identity(
    _ node: Int, _ trait: OperationTrait, _ operands: inout OperandBuffer
  ) -> UInt32? {
    guard let first = operands.first else { return nil }
    switch trait {
    case .reshape where self.trait(first) == .reshape:
      // A reshape of a reshape reads the first one's operand.
      leavesNodes = true
      operands[0] = operand(of: first)
      return ifOfType(of: node, operands[0])
    case .reshape, .alias: return ifOfType(of: node, first)
    case .negation where self.trait(first) == .negation: return operand(of: first)
    case .unitScale: return first
    default: return nil
    }
  }

  private func ifOfType(of node: Int, _ same: UInt32) -> UInt32? {
    result.typeIndex(Int(same)) == source.typeIndex(node) ? same : nil
  }

  /// A matrix product that reads transposed operands where they are; its arithmetic does not depend
  /// on how they lie.
  private func productOfTransposed(
    _ node: Int, _ trait: OperationTrait, _ operands: inout OperandBuffer
  ) -> MatrixProduct? {
    guard trait == .product,
      operands.ids.contains(where: { self.trait($0) == .transposition }),
      let product = source.operation(node) as? MatrixProduct
    else { return nil }
    var transposes = [product.transposesLeft, product.transposesRight]
    for side in 0..<2 where self.trait(operands[side]) == .transposition {
      operands[side] = operand(of: operands[side])
      transposes[side].toggle()
    }
    return MatrixProduct(transposesLeft: transposes[0], transposesRight: transposes[1])
  }

  /// The value of a small node whose operands are constants.
  private func folded(
    _ node: Int, _ trait: OperationTrait, _ operands: borrowing OperandBuffer
  ) -> Tensor? {
    guard !operands.ids.isEmpty, operands.ids.allSatisfy({ self.trait($0) == .constant }),
      trait != .opaque, source.type(node).elementCount <= Self.foldingLimit
    else { return nil }
    var tensors: [Tensor] = []
    for operand in operands.ids {
      guard let constant = result.operation(Int(operand)) as? Constant,
        constant.tensor.count <= Self.foldingLimit
      else { return nil }
      tensors.append(constant.tensor)
    }
    return source.operation(node).reference(tensors, type: source.type(node))
  }

  // MARK: Appending

  @inline(__always)
  private mutating func append(_ kind: UInt32, _ operands: borrowing OperandBuffer) -> UInt32 {
    if let known = equalNodes.find(
      kind, operands.ids, largest: operands.largest ?? 0, in: result.columns.view)
    {
      return known
    }
    let new = result.columns.append(kind: kind, operands.ids)
    equalNodes.insert(new, kind, operands.ids, largest: operands.largest)
    return new
  }

  private mutating func intern(_ operation: some Operation, _ type: UInt32) -> UInt32 {
    newKinds.kind(operation, type) {
      traits.append(OperationTrait(operation))
      return result.append(NodeKind(operation, type: type))
    }
  }
}
