public import Costate

/// Every number of a workload's problem as bits, with every NaN as one.
public struct WorkloadBits: Sendable, Hashable {
  /// The values of all nodes of f's graph, in their order.
  public let values: [UInt64]
  /// The adjoints of all nodes that influence f, in their order.
  public let adjoints: [UInt64]
  /// f and the adjoints of its variables, from a program that keeps nothing else.
  public let results: [UInt64]
}

extension Workload {
  /// Computes a problem's numbers in an element type: the same bits however a program runs.
  ///
  /// - Parameter parameters: values by name in place of the defaults.
  public func bits(
    _ elementType: ElementType, _ parameters: [String: Int] = [:], options: Options = Options()
  ) throws -> WorkloadBits {
    let problem = try problem(parameters).converted(to: elementType)
    let point = try problem.stationaryPoint(options)
    let outputs =
      [problem.objective]
      + problem.variables.compactMap { point.adjoints[$0.id.int] }
      .map { problem.graph.node(NodeID($0)) }
    let workspace = try problem.workspace(for: Program(outputs: outputs, options: options))
    try workspace.run()
    return WorkloadBits(
      values: (0...point.objective).flatMap { point.contains($0) ? point[$0].bitPatterns : [] },
      adjoints: (0...point.objective).flatMap { point.adjoint($0)?.bitPatterns ?? [] },
      results: try outputs.flatMap { try workspace.value(of: $0).bitPatterns })
  }
}
