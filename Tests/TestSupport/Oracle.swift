import CostateExecution
package import CostateGraph

/// The values a graph has by specification, to compare programs with, bit for bit.
package struct Oracle {
  /// The graph.
  package let graph: Graph
  /// The value of every input.
  package let inputs: [NodeID: Tensor]
  /// The value of every node.
  package let values: [Tensor]

  /// Evaluates a graph node by node.
  package init(_ graph: Graph, inputs: [NodeID: Tensor]) {
    self.graph = graph
    self.inputs = inputs
    values = ReferenceInterpreter.values(of: graph.storage, inputs: inputs)
  }

  /// The specified value of a node.
  package func value(of node: Node) -> Tensor { values[node.id.int] }

  /// Compiles and runs the outputs' program and returns the first value that is not the specified
  /// one: of the outputs, of all nodes where they are retained, and of inputs after their update.
  package func firstDifference(
    _ outputs: [Node], _ configuration: Configuration
  ) throws -> Difference? {
    let program = try Program(
      outputs: outputs, retaining: configuration.retention, options: configuration.options)
    let workspace = try program.makeWorkspace()
    for (node, tensor) in inputs { try workspace.set(graph.node(node), to: tensor) }
    try configuration.run(workspace)
    // Nothing of a run may show in the next one.
    if graph.updates.isEmpty { try configuration.run(workspace) }
    let updates = Dictionary(
      graph.updates.map { ($0.target, $0.value) }, uniquingKeysWith: { $1 })
    for node in comparedNodes(outputs, configuration) {
      let expected = values[(updates[node.id] ?? node.id).int]
      let difference = Difference(
        graph, node, expected: expected, given: try workspace.value(of: node), configuration)
      if let difference { return difference }
    }
    return nil
  }

  /// The nodes whose values are compared: outputs, what is retained, and inputs that are updated.
  package func comparedNodes(_ outputs: [Node], _ configuration: Configuration) -> [Node] {
    let retained: [NodeID] =
      switch configuration.retention {
      case .outputs: []
      case .named: graph.storage.names.keys.sorted().map { NodeID(index: $0) }
      case .all: (0..<values.count).map { NodeID($0) }
      }
    let updated = Set(graph.updates.map(\.target)).sorted()
    return outputs + (retained + updated).map(graph.node)
  }

  /// The first difference in any of the configurations.
  package func firstDifference(
    _ outputs: [Node], in configurations: [Configuration] = Configuration.all
  ) throws -> Difference? {
    for configuration in configurations {
      if let difference = try firstDifference(outputs, configuration) { return difference }
    }
    return nil
  }
}

/// Where a program's value is not the specified one.
package struct Difference: CustomStringConvertible {
  /// The node.
  package let node: NodeID
  /// One line: the node and its operands, the element, both values, and how the program was run.
  package let description: String

  init?(
    _ graph: Graph, _ node: Node, expected: Tensor, given: Tensor, _ configuration: Configuration
  ) {
    if expected.type == given.type, expected.bitPatterns == given.bitPatterns { return nil }
    self.node = node.id
    let storage = graph.storage
    let operands = storage.operands(node.id.int).map { graph.describe(Int($0)) }
    let position = zip(expected.bitPatterns, given.bitPatterns).enumerated()
      .first { $0.element.0 != $0.element.1 }?.offset
    let elements =
      position.map {
        "element \($0): expected \(expected.doubles[$0]), got \(given.doubles[$0])"
      } ?? "expected \(expected.type), got \(given.type)"
    description =
      "node \(node.id.int), \(storage.operation(node.id.int)) of \(operands), "
      + "\(elements) at \(configuration)"
  }
}
