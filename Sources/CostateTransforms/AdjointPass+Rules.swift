import CostateGraph

/// Nodes that ask their operation for its terms, and adjoints that are tensors.
///
/// Called while the graph has its nodes.
extension AdjointPass {
  mutating func distributeByRule(_ node: Int) throws(GraphError) {
    let storage = graph.storage
    let operation = storage.operation(node)
    let site = AdjointSite(
      operands: storage.operands(node).map { graph.node(NodeID(index: $0)) },
      result: graph.node(NodeID(node)), cotangent: graph.node(NodeID(index: adjoints[node])))
    let terms = try operation.adjointTerms(site)
    guard terms.count == site.operands.count else {
      throw .adjointRule(
        operation: operation.name, expected: "a term for each of \(site.operands.count) operands",
        given: "\(terms.count)")
    }
    for (operand, term) in zip(site.operands, terms).reversed()
    where leadsToRequested[operand.id.int] {
      try check(term, operand, operation.name)
      add(term, to: operand.id.int)
    }
  }

  /// Whether a term can be added to an operand's adjoint.
  private func check(
    _ term: AdjointTerm, _ operand: Node, _ operation: String
  ) throws(GraphError) {
    let given: [Node]
    switch term {
    case .zero: return
    case .value(let node), .negatedValue(let node): given = [node]
    case .product(let a, let b): given = [a, b]
    case .matrixProduct, .negatedMatrixProduct: return
    }
    for node in given
    where node.elementType != operand.elementType
      || node.shape.broadcast(with: operand.shape) != operand.shape
    {
      throw .adjointRule(
        operation: operation, expected: "a term of \(operand.type)", given: "\(node.type)")
    }
  }

  private mutating func add(_ term: AdjointTerm, to operand: Int) {
    let pending: PendingTerms.Term
    switch term {
    case .zero: return
    case .value(let node): pending = .init(kind: .value, a: node.id.index)
    case .negatedValue(let node): pending = .init(kind: .negatedValue, a: node.id.index)
    case .product(let a, let b): pending = .init(a: a.id.index, b: b.id.index)
    case .matrixProduct(let a, let b, let product):
      pending = .init(
        kind: .matrixProduct, product: index(product), a: a.id.index, b: b.id.index)
    case .negatedMatrixProduct(let a, let b, let product):
      pending = .init(
        kind: .negatedMatrixProduct, product: index(product), a: a.id.index, b: b.id.index)
    }
    terms.add(pending, to: &firstTerm[operand])
  }

  /// There are four of them.
  private mutating func index(_ product: MatrixProduct) -> UInt16 {
    if let known = products.firstIndex(of: product) { return UInt16(known) }
    products.append(product)
    return UInt16(products.count - 1)
  }

  /// A tensor's adjoint from its terms.
  mutating func gatherTerms(of node: Int) throws(GraphError) -> UInt32 {
    var list: [AdjointTerm] = []
    var next = firstTerm[node]
    while next != Self.none {
      let pending = terms.remove(next)
      list.append(term(pending))
      next = pending.next
    }
    return try graph.accumulate(list, type: graph.storage.type(node))?.id.index ?? Self.none
  }

  private func term(_ pending: PendingTerms.Term) -> AdjointTerm {
    let a = graph.node(NodeID(index: pending.a))
    let b = graph.node(NodeID(index: pending.b))
    switch pending.kind {
    case .value: return .value(a)
    case .negatedValue: return .negatedValue(a)
    case .product: return .product(a, b)
    case .matrixProduct: return .matrixProduct(a, b, products[Int(pending.product)])
    case .negatedMatrixProduct: return .negatedMatrixProduct(a, b, products[Int(pending.product)])
    }
  }
}
