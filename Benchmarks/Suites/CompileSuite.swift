import Costate

extension BenchmarkSuite {
  /// From expressions to a program, in time per node of the function.
  static let compile = BenchmarkSuite(
    name: "compile", summary: "building, differentiating and compiling graphs, in time per node",
    figures: [.nanosecondsPerNode, .microseconds],
    cases: [10_000, 100_000, 1_000_000].flatMap { nodeCount in
      CompileStage.allCases.map { stage in
        BenchmarkCase(
          name: "window/\(nodeCount)/\(stage.rawValue)", elementType: .double,
          isQuick: nodeCount <= 100_000
        ) {
          try stage.prepared($0, Workload.windowDAG, ["nodes": nodeCount], nodeCount: nodeCount)
        }
      }
    }
      + CompileStage.allCases.map { stage in
        BenchmarkCase(name: "two-layer/\(stage.rawValue)", elementType: .float) {
          try stage.prepared($0, Workload.twoLayer, [:], nodeCount: nil)
        }
      })
}

/// What is timed on the way to a program.
private enum CompileStage: String, CaseIterable {
  /// Appending the function's nodes.
  case graph
  /// That, and its adjoints.
  case adjoints
  /// Compiling the graph of both.
  case program

  func prepared(
    _ conditions: BenchmarkConditions, _ workload: Workload, _ parameters: [String: Int],
    nodeCount: Int?
  ) throws -> PreparedCase {
    let problem = try workload.problem(parameters)
    let nodeCount = nodeCount ?? problem.graph.nodeCount
    let outputs = [problem.objective] + (try problem.objective.adjoints(of: problem.variables))
    let options = conditions.options(threads: conditions.threads[0])
    let program = try Program(outputs: outputs, options: options)
    let engine = Engine(name: "Costate", threads: 1) {
      switch self {
      case .graph: _ = try workload.problem(parameters)
      case .adjoints:
        let problem = try workload.problem(parameters)
        _ = try problem.objective.adjoints(of: problem.variables)
      case .program: _ = try Program(outputs: outputs, options: options)
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
