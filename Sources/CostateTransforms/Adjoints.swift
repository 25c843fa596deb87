public import CostateGraph
import CostateSIMD

extension Node {
  /// The adjoints λ_j = ∂f/∂z_j of nodes with respect to this scalar f, as nodes of the same graph.
  ///
  /// A node that does not influence f has the adjoint 0.
  ///
  /// - Throws: `GraphError.notScalar` unless this is a floating-point scalar,
  ///   `GraphError.operands` for a node of integers.
  /// - Complexity: O(|V| + |E|) of the graph up to this node.
  public func adjoints(of nodes: [Node]) throws(GraphError) -> [Node] {
    for node in nodes where !node.elementType.isFloatingPoint {
      throw .operands(
        operation: "adjoints", expected: "floating-point nodes",
        given: [graph.describe(node.id.int)])
    }
    var pass = try AdjointPass(output: self, requested: nodes.map(\.id))
    try pass.run()
    var adjoints: [Node] = []
    for node in nodes {
      if let adjoint = pass.adjoint(of: node.id) {
        adjoints.append(adjoint)
      } else {
        adjoints.append(try graph.constant(Tensor(repeating: 0, node.type)))
      }
    }
    return adjoints
  }

  /// The adjoint of one node; see ``adjoints(of:)-([Node])``.
  public func adjoint(of node: Node) throws(GraphError) -> Node { try adjoints(of: [node])[0] }

  /// The adjoints of two nodes; see ``adjoints(of:)-([Node])``.
  public func adjoints(of a: Node, _ b: Node) throws(GraphError) -> (Node, Node) {
    let adjoints = try adjoints(of: [a, b])
    return (adjoints[0], adjoints[1])
  }

  /// The adjoints of three nodes; see ``adjoints(of:)-([Node])``.
  public func adjoints(
    of a: Node, _ b: Node, _ c: Node
  ) throws(GraphError) -> (Node, Node, Node) {
    let adjoints = try adjoints(of: [a, b, c])
    return (adjoints[0], adjoints[1], adjoints[2])
  }

  /// The adjoints of every node that influences this scalar, itself included.
  ///
  /// - Throws: `GraphError.notScalar` unless this is a floating-point scalar.
  public func adjointsOfAllNodes() throws(GraphError) -> [NodeID: Node] {
    var pass = try AdjointPass(output: self, requested: nil)
    try pass.run()
    var adjoints: [NodeID: Node] = [:]
    for node in 0...id.int {
      if let adjoint = pass.adjoint(of: NodeID(node)) { adjoints[NodeID(node)] = adjoint }
    }
    return adjoints
  }
}

/// The backward pass as a transformation: walks the nodes once in reverse and gives each λ_j, the
/// sum over its successors in ascending order, a node of its own.
struct AdjointPass {
  private static let none = UInt32.max

  private let graph: Graph
  /// The graph when the pass began: what it walks.
  private let source: GraphStorage
  private let output: NodeID
  /// Whether a requested node lies at or below each node, so that its adjoint is needed.
  private var leadsToRequested: [Bool]
  /// Each node's latest term, the first in a list ascending by successor.
  private var firstTerm: [UInt32]
  private var terms: [PendingTerm] = []
  private var products: [MatrixProduct] = []
  private var adjoints: [UInt32]
  /// The constants 1 and −1 and others that scalar partials are, by element type and bits.
  private var scalarConstants: [ScalarKey: UInt32] = [:]
  /// The one asked for last, which is mostly the one asked for next.
  private var lastConstant: (key: ScalarKey, node: UInt32)?
  /// For each operation its partials with their operations interned, once they were asked for.
  private var weights: [[Weight]?]
  /// The operands of the node being made.
  private var operands: [UInt32] = []

  /// A ``Partial`` of a scalar node as a weight.
  private enum Weight {
    case zero
    case constant(Double)
    case operand(Int)
    case result
    case operation(UInt32, leaves: [Partial.Leaf])
  }

  private struct ScalarKey: Hashable {
    var type: UInt32
    var bits: UInt64
  }

  /// A term that waits for its λ_j: an ``AdjointTerm`` in 20 bytes.
  private struct PendingTerm {
    enum Kind: UInt8 { case value, negatedValue, product, matrixProduct, negatedMatrixProduct }
    var kind: Kind
    var product: UInt16 = 0
    var a: UInt32
    var b: UInt32 = 0
    var next: UInt32
  }

  /// - Parameter requested: the nodes whose adjoints are wanted, or nil for all.
  init(output: Node, requested: [NodeID]?) throws(GraphError) {
    guard output.shape == .scalar, output.elementType.isFloatingPoint else {
      throw .notScalar(name: output.graph.storage.label(output.id.int), given: output.type)
    }
    graph = output.graph
    source = output.graph.storage
    self.output = output.id
    weights = Array(repeating: nil, count: source.operations.count)
    let count = output.id.int + 1
    firstTerm = Array(repeating: Self.none, count: count)
    adjoints = Array(repeating: Self.none, count: count)
    leadsToRequested = Array(repeating: requested == nil, count: count)
    guard let requested else { return }
    for node in requested where node <= output.id { leadsToRequested[node.int] = true }
    for node in 0..<count where !leadsToRequested[node] {
      leadsToRequested[node] = hasRequestedOperand(node)
    }
  }

  private func hasRequestedOperand(_ node: Int) -> Bool {
    source.operandRange(node).contains { leadsToRequested[Int(source.operandIDs[$0])] }
  }

  /// λ_j, or nil when the node does not influence the output.
  func adjoint(of node: NodeID) -> Node? {
    guard node.int < adjoints.count, adjoints[node.int] != Self.none else { return nil }
    return graph.node(NodeID(index: adjoints[node.int]))
  }

  mutating func run() throws(GraphError) {
    guard leadsToRequested[output.int] else { return }
    adjoints[output.int] = try scalarConstant(1, type: source.typeIndices[output.int])
    for node in stride(from: output.int, through: 0, by: -1) where leadsToRequested[node] {
      if adjoints[node] == Self.none {
        guard firstTerm[node] != Self.none else { continue }
        adjoints[node] = try gather(node)
      }
      try distribute(node)
    }
  }

  // MARK: From λ_i to the terms of its operands

  private mutating func distribute(_ node: Int) throws(GraphError) {
    guard hasRequestedOperand(node) else { return }
    let operation = Int(source.operationIndices[node])
    if source.types[Int(source.typeIndices[node])].shape == .scalar,
      let weights = weights(ofOperation: operation)
    {
      let first = source.operandRange(node).lowerBound
      // Backwards, because each term is put before the ones already there.
      for position in stride(from: weights.count - 1, through: 0, by: -1) {
        let operand = source.operandIDs[first + position]
        guard leadsToRequested[Int(operand)],
          let weight = try weight(weights[position], of: node, firstOperand: first)
        else { continue }
        add(.product, adjoints[node], weight, to: operand)
      }
      return
    }
    try distributeByRule(node, source.operations[operation])
  }

  private mutating func distributeByRule(
    _ node: Int, _ operation: any Operation
  ) throws(GraphError) {
    let site = AdjointSite(
      operands: source.operands(node).map { graph.node(NodeID(index: $0)) },
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
      add(term, to: operand.id.index)
    }
  }

  /// ∂f_i/∂z_j of an elementwise operation for each operand, or nil for another operation.
  private mutating func weights(ofOperation operation: Int) -> [Weight]? {
    if let known = weights[operation] { return known }
    guard let elementwise = source.operations[operation] as? any ElementwiseOperation else {
      return nil
    }
    let new = elementwise.partialForms.map { partial -> Weight in
      switch partial {
      case .constant(let x): x == 0 ? .zero : .constant(x)
      case .operand(let position): .operand(position)
      case .result: .result
      case .operation(let operation, let leaves):
        .operation(graph.intern(operation), leaves: leaves)
      }
    }
    weights[operation] = new
    return new
  }

  /// ∂f_i/∂z_j of a scalar node as a node; nil for 0.
  private mutating func weight(
    _ weight: Weight, of node: Int, firstOperand: Int
  ) throws(GraphError) -> UInt32? {
    switch weight {
    case .zero: return nil
    case .constant(let x): return try scalarConstant(x, type: source.typeIndices[node])
    case .operand(let position): return source.operandIDs[firstOperand + position]
    case .result: return UInt32(node)
    case .operation(let operation, let leaves):
      operands.removeAll(keepingCapacity: true)
      for leaf in leaves {
        switch leaf {
        case .operand(let position): operands.append(source.operandIDs[firstOperand + position])
        case .result: operands.append(UInt32(node))
        }
      }
      return try graph.append(operation, typeIndex: source.typeIndices[node], operands).index
    }
  }

  private mutating func scalarConstant(_ x: Double, type: UInt32) throws(GraphError) -> UInt32 {
    let key = ScalarKey(type: type, bits: x.bitPattern)
    if let last = lastConstant, last.key == key { return last.node }
    if let known = scalarConstants[key] {
      lastConstant = (key, known)
      return known
    }
    let elementType = graph.storage.types[Int(type)].elementType
    let node = try graph.constant(x, elementType: elementType).id.index
    scalarConstants[key] = node
    return node
  }

  private mutating func add(
    _ kind: PendingTerm.Kind, _ a: UInt32, _ b: UInt32 = 0, product: UInt16 = 0, to operand: UInt32
  ) {
    terms.append(
      PendingTerm(kind: kind, product: product, a: a, b: b, next: firstTerm[Int(operand)]))
    firstTerm[Int(operand)] = UInt32(terms.count - 1)
  }

  private mutating func add(_ term: AdjointTerm, to operand: UInt32) {
    switch term {
    case .zero: break
    case .value(let node): add(.value, node.id.index, to: operand)
    case .negatedValue(let node): add(.negatedValue, node.id.index, to: operand)
    case .product(let a, let b): add(.product, a.id.index, b.id.index, to: operand)
    case .matrixProduct(let a, let b, let product):
      add(.matrixProduct, a.id.index, b.id.index, product: index(product), to: operand)
    case .negatedMatrixProduct(let a, let b, let product):
      add(.negatedMatrixProduct, a.id.index, b.id.index, product: index(product), to: operand)
    }
  }

  /// There are four of them.
  private mutating func index(_ product: MatrixProduct) -> UInt16 {
    if let known = products.firstIndex(of: product) { return UInt16(known) }
    products.append(product)
    return UInt16(products.count - 1)
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

  // MARK: From its terms to λ_j

  private mutating func gather(_ node: Int) throws(GraphError) -> UInt32 {
    if source.types[Int(source.typeIndices[node])].shape == .scalar {
      return try gatherScalar(node)
    }
    var list: [AdjointTerm] = []
    var next = firstTerm[node]
    while next != Self.none {
      list.append(term(terms[Int(next)]))
      next = terms[Int(next)].next
    }
    return try graph.accumulate(list, type: source.type(node))?.id.index ?? Self.none
  }

  private func term(_ pending: PendingTerm) -> AdjointTerm {
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

  /// A scalar adjoint: pairs of λ_i and ∂f_i/∂z_j only, ±1 as a constant, since
  /// `fma(λ, ±1, s) = s ± λ`. Beyond the fixed fan-in, a tree.
  private mutating func gatherScalar(_ node: Int) throws(GraphError) -> UInt32 {
    let type = source.typeIndices[node]
    let one = try scalarConstant(1, type: type)
    operands.removeAll(keepingCapacity: true)
    var next = firstTerm[node]
    while next != Self.none {
      let pending = terms[Int(next)]
      operands.append(pending.a)
      switch pending.kind {
      case .value: operands.append(one)
      case .negatedValue: operands.append(try scalarConstant(-1, type: type))
      default: operands.append(pending.b)
      }
      next = pending.next
    }
    let widest = 2 * Arithmetic.accumulationFanIn
    while operands.count > widest {
      var sums: [UInt32] = []
      for start in stride(from: 0, to: operands.count, by: widest) {
        let group = Array(operands[start..<min(start + widest, operands.count)])
        sums += [try accumulate(group, type), one]
      }
      operands = sums
    }
    if operands.count == 2, operands[1] == one { return operands[0] }
    return try accumulate(operands, type)
  }

  /// The sum of the products of neighbouring operands.
  private mutating func accumulate(
    _ operands: [UInt32], _ type: UInt32
  ) throws(GraphError) -> UInt32 {
    try graph.append(scalarAccumulation(operands.count / 2), typeIndex: type, operands).index
  }

  private var scalarAccumulations = [UInt32?](
    repeating: nil, count: Arithmetic.accumulationFanIn + 1)

  private mutating func scalarAccumulation(_ arity: Int) -> UInt32 {
    if let known = scalarAccumulations[arity] { return known }
    let operation = Accumulate(
      shape: .scalar, terms: Array(repeating: .product, count: arity))
    let index = graph.intern(operation)
    scalarAccumulations[arity] = index
    return index
  }
}
