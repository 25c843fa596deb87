import CostateGraph
import CostateSIMD

/// The backward pass as a transformation: walks the nodes once in reverse and gives each λ_j, the
/// sum over its successors in ascending order, a node of its own.
///
/// Scalar nodes whose partial derivatives are known by kind are appended here; others ask their
/// operation (`AdjointPass+Rules.swift`).
struct AdjointPass {
  static let none = UInt32.max

  let graph: Graph
  /// The graph's nodes while the pass runs.
  private(set) var storage = GraphStorage()
  private let output: NodeID
  private let memory = PassMemory()
  /// Whether a requested node lies at or below each node, so that its adjoint is needed.
  let leadsToRequested: UnsafeMutablePointer<Bool>
  /// Each node's λ_j once it is there.
  let adjoints: UnsafeMutablePointer<UInt32>
  /// Each node's list of terms.
  let firstTerm: UnsafeMutablePointer<UInt32>
  var terms: PendingTerms
  var products: [MatrixProduct] = []
  private var scalars: ScalarWeights
  /// By kind.
  private let isScalar: [Bool]
  /// The constant 1 of the type asked for last.
  private var lastOne: (type: UInt32, node: UInt32)?
  /// By arity, the kind and type of the sum of so many products that was made last.
  private var accumulations = [(kind: UInt32, type: UInt32)?](
    repeating: nil, count: Arithmetic.accumulationFanIn + 1)

  /// - Parameter requested: the nodes whose adjoints are wanted, or nil for all.
  init(output: Node, requested: [NodeID]?) throws(GraphError) {
    guard output.shape == .scalar, output.elementType.isFloatingPoint else {
      throw .notScalar(name: output.graph.storage.label(output.id.int), given: output.type)
    }
    graph = output.graph
    self.output = output.id
    scalars = ScalarWeights(kindCount: graph.storage.kinds.count)
    let types = graph.storage.types
    isScalar = graph.storage.kinds.map { types[Int($0.type)].shape == .scalar }
    terms = PendingTerms(in: memory)
    let count = output.id.int + 1
    firstTerm = memory.column(count: count, repeating: 0xFF)
    adjoints = memory.column(count: count, repeating: 0xFF)
    leadsToRequested = memory.column(count: count, repeating: requested == nil ? 1 : 0)
    guard let requested else { return }
    for node in requested where node <= output.id { leadsToRequested[node.int] = true }
    let nodes = graph.storage.columns.view
    for node in 0..<count where !leadsToRequested[node] {
      leadsToRequested[node] = hasRequestedOperand(node, nodes)
    }
  }

  private func hasRequestedOperand(_ node: Int, _ nodes: NodeView) -> Bool {
    var position = Int(nodes.offsets[node])
    let end = Int(nodes.offsets[node + 1])
    while position < end, !leadsToRequested[Int(nodes.operands[position])] { position += 1 }
    return position < end
  }

  /// λ_j, or nil when the node does not influence the output.
  func adjoint(of node: NodeID) -> Node? {
    guard node <= output, adjoints[node.int] != Self.none else { return nil }
    return graph.node(NodeID(index: adjoints[node.int]))
  }

  mutating func run() throws(GraphError) {
    guard leadsToRequested[output.int] else { return }
    takeNodes()
    defer { graph.exchangeStorage(&storage) }
    adjoints[output.int] = try one(storage.typeIndex(output.int))
    var operands = OperandBuffer()
    for node in stride(from: output.int, through: 0, by: -1) where leadsToRequested[node] {
      if adjoints[node] == Self.none {
        guard firstTerm[node] != Self.none else { continue }
        adjoints[node] = try gather(node, &operands)
      }
      try distribute(node, &operands)
    }
  }

  /// Takes the graph's nodes, as the only one to hold them.
  private mutating func takeNodes() {
    graph.exchangeStorage(&storage)
    storage.makeColumnsUnique()
  }

  /// Lets the graph have its nodes while `body` uses it.
  mutating func withGraph<Result>(
    _ body: (inout Self) throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    graph.exchangeStorage(&storage)
    defer { takeNodes() }
    return try body(&self)
  }

  // MARK: From λ_i to the terms of its operands

  private mutating func distribute(
    _ node: Int, _ operands: inout OperandBuffer
  ) throws(GraphError) {
    let kind = storage.kindIndex(node)
    switch scalars.rules[kind] {
    case .weights(let weights):
      // Backwards, because each term is put before the ones already there.
      let first = Int(storage.columns.offsets[node])
      for position in stride(from: weights.count - 1, through: 0, by: -1) {
        let operand = Int(storage.columns.operands[first + position])
        guard leadsToRequested[operand] else { continue }
        let weight = scalars.weights[weights.lowerBound + position]
        guard let weight = try self.weight(weight, of: node, &operands) else { continue }
        terms.add(.init(a: adjoints[node], b: weight), to: &firstTerm[operand])
      }
    case .operation:
      guard hasRequestedOperand(node, storage.columns.view) else { return }
      try withGraph { (pass) throws(GraphError) in try pass.distributeByRule(node) }
    case .unknown:
      let form = storage.kinds[kind]
      let shape = storage.type(node).shape
      try withGraph { (pass) throws(GraphError) in
        let graph = pass.graph
        pass.scalars.learn(kind, form, shape: shape) {
          graph.intern($0, typeIndex: form.type)
        }
      }
      try distribute(node, &operands)
    }
  }

  /// ∂f_i/∂z_j of a scalar node as a node; nil for 0.
  @inline(__always)
  private mutating func weight(
    _ weight: ScalarWeights.Weight, of node: Int, _ operands: inout OperandBuffer
  ) throws(GraphError) -> UInt32? {
    switch weight {
    case .zero: return nil
    case .constant(let index): return try self.node(ofConstant: index)
    case .operand(let position): return storage.operand(node, position)
    case .result: return UInt32(node)
    case .operation(let kind, let leaves):
      operands.removeAll()
      for leaf in leaves {
        switch scalars.leaves[leaf] {
        case .operand(let position): operands.append(storage.operand(node, position))
        case .result: operands.append(UInt32(node))
        }
      }
      return try storage.appendUnshared(kind: kind, operands.ids)
    }
  }

  private mutating func one(_ type: UInt32) throws(GraphError) -> UInt32 {
    if let lastOne, lastOne.type == type { return lastOne.node }
    let node = try node(ofConstant: scalars.constant(1, type: type))
    lastOne = (type, node)
    return node
  }

  private mutating func node(ofConstant index: Int) throws(GraphError) -> UInt32 {
    if let known = scalars.constants[index].node { return known }
    let constant = scalars.constants[index]
    let elementType = storage.types[Int(constant.type)].elementType
    let node = try withGraph { (pass) throws(GraphError) in
      try pass.graph.constant(constant.value, elementType: elementType).id.index
    }
    scalars.constants[index].node = node
    return node
  }

  // MARK: From its terms to λ_j

  private mutating func gather(
    _ node: Int, _ operands: inout OperandBuffer
  ) throws(GraphError) -> UInt32 {
    guard isScalar[storage.kindIndex(node)] else {
      return try withGraph { (pass) throws(GraphError) in try pass.gatherTerms(of: node) }
    }
    return try gatherScalar(node, &operands)
  }

  /// A scalar adjoint: pairs of λ_i and ∂f_i/∂z_j only, ±1 as a constant, since
  /// `fma(λ, ±1, s) = s ± λ`. Beyond the fixed fan-in, a tree.
  private mutating func gatherScalar(
    _ node: Int, _ operands: inout OperandBuffer
  ) throws(GraphError) -> UInt32 {
    let type = storage.typeIndex(node)
    let one = try one(type)
    operands.removeAll()
    var next = firstTerm[node]
    while next != Self.none {
      let term = terms.remove(next)
      operands.append(term.a)
      switch term.kind {
      case .value: operands.append(one)
      case .negatedValue:
        operands.append(try self.node(ofConstant: scalars.constant(-1, type: type)))
      default: operands.append(term.b)
      }
      next = term.next
    }
    let widest = 2 * Arithmetic.accumulationFanIn
    while operands.ids.count > widest {
      let all = Array(operands.ids)
      operands.removeAll()
      for start in stride(from: 0, to: all.count, by: widest) {
        let group = all[start..<min(start + widest, all.count)]
        operands.append(try accumulate(Array(group), type))
        operands.append(one)
      }
    }
    if operands.ids.count == 2, operands[1] == one { return operands[0] }
    return try storage.appendUnshared(
      kind: try accumulation(operands.ids.count / 2, type), operands.ids)
  }

  /// The sum of the products of neighbouring operands.
  private mutating func accumulate(
    _ operands: [UInt32], _ type: UInt32
  ) throws(GraphError) -> UInt32 {
    let kind = try accumulation(operands.count / 2, type)
    return try operands.withUnsafeBufferPointer { (ids) throws(GraphError) in
      try storage.appendUnshared(kind: kind, ids)
    }
  }

  /// The kind of a sum of so many products.
  private mutating func accumulation(_ arity: Int, _ type: UInt32) throws(GraphError) -> UInt32 {
    if let known = accumulations[arity], known.type == type { return known.kind }
    let operation = Accumulate(shape: .scalar, terms: Array(repeating: .product, count: arity))
    let kind = try withGraph { (pass) throws(GraphError) in
      pass.graph.intern(operation, typeIndex: type)
    }
    accumulations[arity] = (kind, type)
    return kind
  }
}
