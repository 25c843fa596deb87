package import CostateExecution
package import CostateGraph

/// Values z and adjoints λ at which a Lagrangian should be stationary.
package struct StationaryPoint: Sendable {
  /// f's graph and the adjoints.
  package let storage: GraphStorage
  /// f.
  package let objective: Int
  /// Each node's adjoint λ_j as a node, for f's graph; nil where it does not influence f.
  package let adjoints: [Int?]
  /// What inputs were set to, where that is known.
  let inputs: [NodeID: Tensor]
  /// Each node's value; nil where neither f nor an adjoint depends on the node.
  private var values: [Tensor?]

  /// The value of a node that f or an adjoint depends on.
  package subscript(node: Int) -> Tensor {
    get {
      guard let value = values[node] else { preconditionFailure("node \(node) has no value here") }
      return value
    }
    set { values[node] = newValue }
  }

  /// Whether f or an adjoint depends on a node.
  package func contains(_ node: Int) -> Bool { values[node] != nil }

  /// λ_j, or nil where the node does not influence f.
  package func adjoint(_ node: Int) -> Tensor? { adjoints[node].map { self[$0] } }
}

extension StationaryPoint {
  /// Reads a workspace, and runs a second program for what it cannot read.
  package init(
    _ lagrangian: Lagrangian, _ workspace: Workspace, inputs: [NodeID: Tensor] = [:]
  ) throws(ProgramError) {
    let graph = lagrangian.f.graph
    storage = graph.storage
    objective = lagrangian.f.id.int
    adjoints = (0...objective).map { lagrangian.adjoints[NodeID($0)]?.id.int }
    self.inputs = inputs
    let isNeeded = storage.ancestors(
      of: [lagrangian.f.id] + lagrangian.adjoints.values.map(\.id))
    let nodes = isNeeded.indices.filter { isNeeded[$0] }.map { graph.node(NodeID($0)) }
    let isSource = storage.flags { $0 is Input }
    values = Array(repeating: nil, count: storage.nodeCount)
    var missing: [Node] = []
    for node in nodes {
      let isInput = isSource[storage.kindIndex(node.id.int)]
      if isInput || graph.updates.isEmpty && workspace.canRead(node) {
        values[node.id.int] = try workspace.value(of: node)
      } else {
        missing.append(node)
      }
    }
    if missing.isEmpty { return }
    let replay = try Program(outputs: missing).makeWorkspace()
    for input in storage.inputs where isNeeded[input.int] {
      try replay.set(graph.node(input), to: self[input.int])
    }
    try replay.run()
    for node in missing { values[node.id.int] = try replay.value(of: node) }
  }
}
