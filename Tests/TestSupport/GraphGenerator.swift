import CostateGraph

/// Builds a random graph, node by node, of operations that fit what is there.
///
/// Values are computed on the way: a node with infinities, NaN or large numbers is rarely built on,
/// so that differences do not drown.
struct GraphGenerator {
  /// What a graph is made of.
  enum Kind {
    /// Rank-0 nodes of many operations, narrow at each level.
    case scalars
    /// Rank-0 nodes of one or two operations, many at each level.
    case wideScalars
    /// Small tensors of many shapes.
    case tensors
    /// Small tensors and scalars.
    case mixed
    /// A few tensors of several tiles.
    case large
  }

  /// A node of indices and what all of them are less than.
  struct Indices {
    let node: Node
    let bound: Int
  }

  private static let largestMagnitude = 100.0

  let kind: Kind
  let graph = Graph()
  var generator: Generator
  private(set) var inputs: [NodeID: Tensor] = [:]
  /// Floating-point nodes to build on.
  private(set) var candidates: [Node] = []
  /// Integer nodes to build on.
  private(set) var indices: [Indices] = []
  private(set) var values: [Tensor] = []
  /// The catalogue's names of the operations that were appended.
  private(set) var drawn: Set<String> = []
  /// Whether operands are taken from the latest nodes, which makes graphs deep.
  private let isDeep: Bool
  /// The elementwise operations to choose from.
  private let palette: [CatalogueEntry]

  init(_ generator: Generator) {
    self.generator = generator
    // Large tensors take the reference a hundred times as long, and wide graphs ten times.
    kind =
      switch Double.random(in: 0..<1, using: &self.generator) {
      case ..<0.01: .large
      case ..<0.08: .wideScalars
      case ..<0.30: .scalars
      case ..<0.65: .tensors
      default: .mixed
      }
    isDeep = self.generator.chance(0.5)
    palette =
      kind == .wideScalars
      ? Array(Catalogue.scalar.shuffled(using: &self.generator).prefix(2)) : Catalogue.scalar
  }

  /// Whether every node is a scalar.
  var isScalar: Bool { kind == .scalars || kind == .wideScalars }

  /// The most elements of a node.
  var largestCount: Int { kind == .large ? 3000 : 200 }

  mutating func addInput(_ operand: OperandSample, _ elementType: ElementType) throws -> Node {
    let type = operand.type(elementType)
    let node = try graph.input(
      "input\(inputs.count)", shape: type.shape, elementType: type.elementType)
    inputs[node.id] = operand.tensor(elementType, using: &generator)
    evaluate()
    if case .indices(let bound) = operand.values {
      indices.append(Indices(node: node, bound: bound))
    } else {
      candidates.append(node)
    }
    drawn.insert("\(Input.self)")
    return node
  }

  /// Appends one node or, for a composite, several; nothing when the choice does not fit.
  mutating func step() throws {
    let isElementwise = isScalar || generator.chance(0.5)
    do {
      let node = isElementwise ? try elementwise() : try structural()
      evaluate()
      guard let node else { return }
      consider(node)
      if generator.chance(0.1), node.name == nil { try node.named("node\(node.id.int)") }
    } catch GraphError.operands {
      evaluate()
    }
  }

  /// An operand: any candidate, in deep graphs mostly a late one.
  mutating func pick(where fits: (Node) -> Bool = { _ in true }) -> Node? {
    let pool =
      switch kind {
      case .wideScalars: generator.chance(0.95) ? candidates.prefix(120) : candidates[...]
      default: isDeep && generator.chance(0.8) ? candidates.suffix(4) : candidates[...]
      }
    for _ in 0..<8 {
      if let node = generator.element(of: pool), fits(node) { return node }
    }
    return candidates.filter(fits).randomElement(using: &generator)
  }

  mutating func randomShape() -> Shape {
    let extents = kind == .large ? [1, 3, 17, 40, 70] : [0, 1, 1, 2, 2, 3, 3, 5, 8]
    if isScalar || kind == .mixed && generator.chance(0.4) { return .scalar }
    let shape = Shape(
      (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        generator.element(of: extents) ?? 1
      })
    return shape.elementCount <= largestCount ? shape : Shape([shape[0]])
  }

  /// A floating-point operand of a random shape.
  mutating func randomOperand() -> OperandSample {
    OperandSample(randomShape(), generator.chance(0.04) ? .edges : .uniform(-2...2))
  }

  mutating func append(_ indices: Indices) { self.indices.append(indices) }

  private mutating func evaluate() {
    let storage = graph.storage
    for node in values.count..<storage.nodeCount {
      values.append(
        inputs[NodeID(node)]
          ?? storage.operation(node).reference(
            storage.operands(node).map { values[Int($0)] }, type: storage.type(node)))
    }
  }

  private mutating func consider(_ node: Node) {
    guard node.elementType.isFloatingPoint else { return }
    let isTame = values[node.id.int].doubles.allSatisfy {
      $0.magnitude <= Self.largestMagnitude
    }
    if isTame || generator.chance(0.05) { candidates.append(node) }
  }

  /// An elementwise operation of the catalogue on operands that broadcast.
  private mutating func elementwise() throws -> Node? {
    guard let entry = generator.element(of: palette), let first = pick() else {
      return nil
    }
    var operands = [first]
    var shape = first.shape
    for _ in 1..<(entry.elementwiseOperandCount ?? 1) {
      let limit = largestCount
      let other = pick { other in
        guard other.elementType == first.elementType,
          let common = shape.broadcast(with: other.shape)
        else { return false }
        return common.elementCount <= limit
      }
      operands.append(other ?? first)
      shape = shape.broadcast(with: (other ?? first).shape) ?? shape
    }
    drawn.insert(entry.typeName)
    return try entry.apply(graph, operands)
  }

  /// Any other operation.
  private mutating func structural() throws -> Node? {
    guard let operand = pick(), let move = generator.element(of: GraphMove.all) else { return nil }
    let node = try move.make(&self, operand)
    if node != nil { drawn.insert(move.operation) }
    return node
  }
}
