package import CostateGraph
import CostateTransforms

/// A random graph with adjoints and updates: what whole programs are tested with.
package struct RandomGraph {
  /// The graph.
  package let graph: Graph
  /// A value for every input.
  package let inputs: [NodeID: Tensor]
  /// Nodes to ask for.
  package let outputs: [Node]

  /// The catalogue's names of the operations that were drawn.
  package let drawn: Set<String>

  init(graph: Graph, inputs: [NodeID: Tensor], outputs: [Node], drawn: Set<String>) {
    self.graph = graph
    self.inputs = inputs
    self.outputs = outputs
    self.drawn = drawn
  }

  /// The graph of a seed.
  package init(seed: UInt64) throws { try self.init(Generator(seed: seed)) }

  /// The graph of random choices.
  package init(_ generator: Generator) throws {
    var builder = GraphGenerator(generator)
    let inputCount = builder.generator.logarithmic(in: 1...(builder.kind == .wideScalars ? 60 : 3))
    for elementType in [ElementType.float, .double] {
      for _ in 0..<inputCount { _ = try builder.addInput(builder.randomOperand(), elementType) }
    }
    let largestStepCount =
      switch builder.kind {
      case .scalars: 400
      case .wideScalars: 600
      case .large: 12
      case .tensors, .mixed: 50
      }
    // Most graphs are small, since small ones find most; some are as large as they come.
    let bound = builder.generator.logarithmic(in: 1...largestStepCount)
    for _ in 0..<builder.generator.logarithmic(in: 1...bound) { try builder.step() }
    var outputs = builder.candidates.filter { _ in builder.generator.chance(0.3) }
    outputs += builder.indices.map(\.node).filter { _ in builder.generator.chance(0.3) }
    for elementType in [ElementType.float, .double] {
      outputs += try builder.derivatives(elementType)
    }
    try builder.addUpdates()
    graph = builder.graph
    inputs = builder.inputs
    drawn = builder.drawn
    self.outputs = outputs
  }
}

extension GraphGenerator {
  /// A scalar of some candidates, the adjoints of all its nodes or of some, sometimes second
  /// derivatives, and sometimes its tangent.
  fileprivate mutating func derivatives(_ elementType: ElementType) throws -> [Node] {
    var f = try graph.constant(0, elementType: elementType)
    for node in candidates.suffix(isScalar ? 300 : 20) where node.elementType == elementType {
      if generator.chance(0.5) { f = try f + node.sum() * 0.5 }
    }
    var outputs = [f]
    let own = candidates.filter { $0.elementType == elementType }
    if generator.chance(0.2), let x = generator.element(of: own) {
      outputs.append(try f.tangent(along: [(x, x)]))
    }
    if generator.chance(0.5) {
      outputs += try f.adjointsOfAllNodes().values.sorted { $0.id < $1.id }
    } else {
      let gradients = try f.adjoints(of: own)
      outputs += gradients
      if kind != .large, generator.chance(0.5), let gradient = generator.element(of: gradients) {
        outputs += try gradient.sum().adjoints(of: own)
      }
    }
    return outputs
  }

  /// Lets some inputs take other nodes' values after each run, inputs' among them.
  fileprivate mutating func addUpdates() throws {
    for target in inputs.keys.sorted() where generator.chance(0.2) {
      let node = graph.node(target)
      let fitting: Node?
      if let bound = indices.first(where: { $0.node.id == target })?.bound {
        fitting =
          generator.element(
            of: indices.filter { $0.node.type == node.type && $0.bound <= bound })?.node
      } else {
        fitting = pick { $0.type == node.type }
      }
      if let fitting { try graph.update(node, to: fitting) }
    }
  }
}
