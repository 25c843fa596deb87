package import CostateGraph

/// A graph as a list of steps that can be taken again with changes: what failures are shrunk as.
///
/// Invariant: step `i` makes node `i`, from earlier nodes.
package struct GraphRecipe: Sendable {
  /// How a node comes about.
  package enum Source: Sendable {
    /// An input of this value.
    case input(Tensor)
    /// An operation, a constant among them.
    case operation(any Operation)
  }

  /// One node.
  package struct Step: Sendable {
    /// How it comes about.
    package var source: Source
    /// Numbers of earlier steps.
    package var operands: [Int] = []
    /// The name it was given, inputs aside.
    package var name: String?
  }

  /// The nodes.
  package var steps: [Step]
  /// The nodes to ask for.
  package var outputs: [Int]
  /// The inputs that take a node's value after each run.
  package var updates: [(target: Int, value: Int)]

  /// The recipe of a graph, its adjoints and all.
  package init(_ graph: Graph, inputs: [NodeID: Tensor], outputs: [Node]) {
    let storage = graph.storage
    steps = (0..<storage.nodeCount).map { node in
      if let input = inputs[NodeID(node)] { return Step(source: .input(input)) }
      return Step(
        source: .operation(storage.operation(node)),
        operands: storage.operands(node).map { Int($0) }, name: storage.names[UInt32(node)])
    }
    self.outputs = outputs.map(\.id.int)
    updates = graph.updates.map { ($0.target.int, $0.value.int) }
  }

  /// The recipe of a random graph.
  package init(_ random: RandomGraph) {
    self.init(random.graph, inputs: random.inputs, outputs: random.outputs)
  }
}

extension GraphRecipe {
  /// The graph, its specified values, and the outputs.
  ///
  /// - Throws: `GraphError` when a change made a step impossible.
  package func build() throws -> (oracle: Oracle, outputs: [Node]) {
    let graph = Graph()
    var nodes: [Node] = []
    var inputs: [NodeID: Tensor] = [:]
    for (number, step) in steps.enumerated() {
      switch step.source {
      case .input(let tensor):
        let node = try graph.input(
          Self.inputName(number), shape: tensor.shape, elementType: tensor.elementType)
        inputs[node.id] = tensor
        nodes.append(node)
      case .operation(let constant as Constant): nodes.append(try graph.constant(constant.tensor))
      case .operation(let operation):
        nodes.append(try graph.apply(operation, step.operands.map { nodes[$0] }))
      }
      if let name = step.name { try nodes[number].named(name) }
    }
    for (target, value) in updates { try graph.update(nodes[target], to: nodes[value]) }
    return (Oracle(graph, inputs: inputs), outputs.map { nodes[$0] })
  }

  /// What an input is called.
  static func inputName(_ number: Int) -> String { "input\(number)" }

  /// The first value that a program computes otherwise than specified.
  package func firstDifference(_ configuration: Configuration) throws -> Difference? {
    let (oracle, outputs) = try build()
    return try oracle.firstDifference(outputs, configuration)
  }

  /// Without the steps that neither an output nor an update depends on.
  func pruned() -> GraphRecipe {
    var isNeeded = [Bool](repeating: false, count: steps.count)
    for number in outputs + updates.flatMap({ [$0.target, $0.value] }) { isNeeded[number] = true }
    for number in steps.indices.reversed() where isNeeded[number] {
      for operand in steps[number].operands { isNeeded[operand] = true }
    }
    var numbers = [Int](repeating: 0, count: steps.count)
    var pruned = self
    pruned.steps = []
    for (number, step) in steps.enumerated() where isNeeded[number] {
      numbers[number] = pruned.steps.count
      var step = step
      step.operands = step.operands.map { numbers[$0] }
      pruned.steps.append(step)
    }
    pruned.outputs = outputs.map { numbers[$0] }
    pruned.updates = updates.map { (numbers[$0.target], numbers[$0.value]) }
    return pruned
  }
}
