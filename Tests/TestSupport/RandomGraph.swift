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

  /// The graph of a seed.
  package init(seed: UInt64) throws {
    var builder = GraphGenerator(seed: seed)
    let inputCount = builder.kind == .wideScalars ? 60 : 3
    for elementType in [ElementType.float, .double] {
      for _ in 0..<inputCount {
        _ = try builder.addInput(OperandSample(builder.randomShape()), elementType)
      }
    }
    let stepCount =
      switch builder.kind {
      case .scalars: Int.random(in: 1...400, using: &builder.generator)
      case .wideScalars: Int.random(in: 100...600, using: &builder.generator)
      case .large: Int.random(in: 1...12, using: &builder.generator)
      case .tensors, .mixed: Int.random(in: 1...50, using: &builder.generator)
      }
    for _ in 0..<stepCount { try builder.step() }
    var outputs = builder.candidates.filter { _ in builder.generator.chance(0.3) }
    for elementType in [ElementType.float, .double] {
      outputs += try builder.derivatives(elementType)
    }
    try builder.addUpdates()
    graph = builder.graph
    inputs = builder.inputs
    self.outputs = outputs
  }
}

extension GraphGenerator {
  /// A scalar of some candidates, the adjoints of all its nodes, and sometimes second derivatives.
  fileprivate mutating func derivatives(_ elementType: ElementType) throws -> [Node] {
    var f = try graph.constant(0, elementType: elementType)
    for node in candidates.suffix(isScalar ? 300 : 20) where node.elementType == elementType {
      if generator.chance(0.5) { f = try f + node.sum() * 0.5 }
    }
    var outputs = [f]
    if generator.chance(0.5) {
      outputs += try f.adjointsOfAllNodes().values.sorted { $0.id < $1.id }
    } else {
      let own = candidates.filter { $0.elementType == elementType }
      let gradients = try f.adjoints(of: own)
      outputs += gradients
      if kind != .large, let gradient = generator.element(of: gradients) {
        outputs += try gradient.sum().adjoints(of: own)
      }
    }
    return outputs
  }

  /// Lets some inputs take other nodes' values after each run, inputs' among them.
  fileprivate mutating func addUpdates() throws {
    for target in inputs.keys.sorted() where generator.chance(0.4) {
      let node = graph.node(target)
      if let value = pick(where: { $0.type == node.type }) { try graph.update(node, to: value) }
    }
  }
}
