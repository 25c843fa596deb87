package import CostateGraph

/// An operation applied to sample operands: a graph of inputs, one result, and values for the inputs.
package struct SampleGraph {
  /// The graph.
  package let graph: Graph
  /// The operands.
  package let operands: [Node]
  /// The operands that derivatives are taken by.
  package let differentiable: [Node]
  /// The operation's result.
  package let result: Node
  /// The operands' values.
  package let inputs: [NodeID: Tensor]

  /// Builds the graph of an entry and one of its samples.
  ///
  /// - Parameter seed: of the operands' elements.
  package init(
    _ entry: CatalogueEntry, _ sample: [OperandSample], _ elementType: ElementType,
    seed: UInt64 = 1
  ) throws {
    var generator = Generator(seed: seed)
    graph = Graph()
    var operands: [Node] = []
    var inputs: [NodeID: Tensor] = [:]
    for (position, operand) in sample.enumerated() {
      let type = operand.type(elementType)
      let node = try graph.input(
        "x\(position)", shape: type.shape, elementType: type.elementType)
      inputs[node.id] = operand.tensor(elementType, using: &generator)
      operands.append(node)
    }
    self.operands = operands
    self.inputs = inputs
    differentiable = zip(operands, sample).filter { $0.1.isDifferentiable }.map(\.0)
    result = try entry.apply(graph, operands)
  }

  /// The specified values of all nodes that the graph has now.
  package var oracle: Oracle { Oracle(graph, inputs: inputs) }

  /// The scalar Σ w_i y_i of the result with random weights, so that no derivative cancels.
  package func weightedResult(seed: UInt64 = 2) throws -> Node {
    try dot(result, try direction(of: result, seed: seed))
  }

  /// Random numbers of a node's type as a constant.
  package func direction(of node: Node, seed: UInt64) throws -> Node {
    var generator = Generator(seed: seed &+ UInt64(node.id.int))
    return try graph.constant(
      OperandSample(node.shape, .uniform(-1...1)).tensor(node.elementType, using: &generator))
  }
}
