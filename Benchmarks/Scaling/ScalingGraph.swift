import Costate

/// A graph of a family, compiled: its value alone, and its value with the adjoints of all variables.
struct ScalingGraph {
  /// |V| of the function's graph, inputs included.
  let nodeCount: Int
  /// |E| of it.
  let edgeCount: Int
  /// Computes f.
  let value: Workspace
  /// Computes f and the adjoints.
  let gradient: Workspace
  /// The bytes the gradient's values take.
  let valueByteCount: Int

  /// |V| + |E|.
  var size: Int { nodeCount + edgeCount }

  init(_ problem: Problem) throws {
    nodeCount = problem.graph.nodeCount
    edgeCount = problem.graph.edgeCount
    value = try problem.workspace(
      for: Program(outputs: [problem.objective], options: .scaling))
    let adjoints = try problem.objective.adjoints(of: problem.variables)
    let program = try Program(outputs: [problem.objective] + adjoints, options: .scaling)
    gradient = try problem.workspace(for: program)
    valueByteCount = program.report.arenaByteCount
  }
}

extension Options {
  /// One worker, and the graph as built: merging would make the pieces of a family differ.
  fileprivate static var scaling: Options {
    var options = Options(width: 1)
    options.simplification = .none
    return options
  }
}
