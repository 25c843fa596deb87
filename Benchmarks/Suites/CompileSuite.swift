import Costate

extension BenchmarkSuite {
  /// From expressions to a program, in time per node of the function where not said otherwise.
  static let compile = BenchmarkSuite(
    name: "compile", summary: "building, differentiating and compiling graphs, in time per node",
    figures: [.nanosecondsPerNode, .microseconds],
    cases: [10_000, 100_000, 1_000_000].flatMap { nodeCount in
      CompileStage.allCases.map { stage in
        BenchmarkCase(
          name: "window/\(nodeCount)/\(stage.rawValue)", elementType: .double,
          isQuick: nodeCount <= 100_000
        ) {
          // Random numbers are drawn before, since they are no part of building a graph.
          let drawn = try WindowDAG(nodeCount: nodeCount)
          return try stage.prepared($0, nodeCount: nodeCount, drawn.problem)
        }
      }
    }
      + CompileStage.allCases.map { stage in
        BenchmarkCase(name: "two-layer/\(stage.rawValue)", elementType: .float) {
          try stage.prepared($0, nodeCount: nil) { try Workload.twoLayer.problem([:]) }
        }
      },
    findings: CompileSummary.findings)
}

/// What the results say of the goals: a graph is built and compiled in so many nanoseconds a node,
/// without its adjoints and with them.
enum CompileSummary {
  private static let graphName = "window/1000000"
  private static let nanoseconds = 200.0

  /// Findings about what was measured only.
  static func findings(_ results: [BenchmarkResult]) -> [Finding] {
    [CompileStage.value, .whole].compactMap { stage in
      let name = "\(graphName)/\(stage.rawValue)"
      guard let result = results.first(where: { $0.name == name }),
        let ours = result.ours(threads: 1)
      else { return nil }
      return Finding("\(name): ns per node", ours.nanosecondsPerNode, atMost: nanoseconds)
    }
  }
}

/// What is timed on the way to a program.
private enum CompileStage: String, CaseIterable {
  /// Appending the function's nodes.
  case graph
  /// That, and its adjoints.
  case adjoints
  /// Compiling the graph of both.
  case program
  /// Appending the function's nodes and compiling them.
  case value
  /// Appending the function's nodes and its adjoints, and compiling both; in time per node of both.
  case whole

  func prepared(
    _ conditions: BenchmarkConditions, nodeCount: Int?, _ build: @escaping () throws -> Problem
  ) throws -> PreparedCase {
    let options = conditions.options(threads: conditions.threads[0])
    func outputs(_ problem: Problem) throws -> [Node] {
      [problem.objective] + (try problem.objective.adjoints(of: problem.variables))
    }
    let problem = try build()
    var nodeCount = nodeCount ?? problem.graph.nodeCount
    let built = try outputs(problem)
    if self == .whole { nodeCount = problem.graph.nodeCount }
    let program = try Program(outputs: self == .value ? [built[0]] : built, options: options)
    let engine = Engine(name: "Costate", threads: 1) {
      switch self {
      case .graph: _ = try build()
      case .adjoints: _ = try outputs(try build())
      case .program: _ = try Program(outputs: built, options: options)
      case .value: _ = try Program(outputs: [try build().objective], options: options)
      case .whole: _ = try Program(outputs: try outputs(try build()), options: options)
      }
    }
    let work = Work(
      flops: 0, bytes: Double(problem.graph.storage.stateByteCount), nodeCount: nodeCount)
    return PreparedCase(
      entrants: [
        PreparedCase.Entrant(engine: engine, role: .ours, work: work, report: program.report)
      ],
      bound: .memory,
      probes: conditions.probes(
        of: .memory, elementType: .double, byteCount: Int(work.bytes)),
      mismatches: { [] })
  }
}
