import Costate

/// A problem with the adjoints of all its nodes, run once with every value kept.
struct RetainedRun {
  /// f's graph and, after it, the adjoints.
  let storage: GraphStorage
  /// f.
  let objective: Int
  /// Each node's value.
  let values: [Tensor]
  /// Each node's adjoint λ_j as a node; nil where it does not influence f.
  let adjoints: [Int?]
}

extension RetainedRun {
  /// Appends the adjoints to the problem's graph and runs it.
  init(_ problem: Problem) throws {
    let nodes = try problem.objective.adjointsOfAllNodes()
    let program = try Program(outputs: [problem.objective], retaining: .all)
    let workspace = try problem.workspace(for: program)
    try workspace.run()
    let graph = problem.graph
    self.init(
      storage: graph.storage, objective: problem.objective.id.int,
      values: try (0..<graph.nodeCount).map { try workspace.value(of: graph.node(NodeID($0))) },
      adjoints: (0...problem.objective.id.int).map { nodes[NodeID($0)]?.id.int })
  }

  /// λ_j, or nil where the node does not influence f.
  func adjoint(_ node: Int) -> Tensor? { adjoints[node].map { values[$0] } }
}
