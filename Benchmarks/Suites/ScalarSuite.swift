import Costate

extension BenchmarkSuite {
  /// Graphs of scalars in double precision: value and full gradient.
  static let scalar = BenchmarkSuite(
    name: "scalar", summary: "value and gradient of graphs of scalars, in time per node",
    figures: [.nanosecondsPerNode, .gigabytesPerSecond],
    cases: windows
      + [
        scalarCase("chain/1000") { try chain(statementCount: 1_000) },
        scalarCase("chain/100000") { try chain(statementCount: 100_000) },
        scalarCase("black-scholes/1000") { try blackScholes(sampleCount: 1_000) },
        scalarCase("black-scholes/10000") { try blackScholes(sampleCount: 10_000) },
        scalarCase("black-scholes/100000", isQuick: false) {
          try blackScholes(sampleCount: 100_000)
        },
        scalarCase("pendulum/1000") { try pendulum(stepCount: 1_000) },
        scalarCase("least-squares/64x16") { try leastSquares(rowCount: 64, columnCount: 16) },
      ],
    findings: ScalarSummary.findings)

  /// The window DAG of 10⁴ to 10⁷ nodes.
  private static let windows = [10_000, 100_000, 1_000_000, 10_000_000].map { nodeCount in
    scalarCase("window/\(nodeCount)", isQuick: nodeCount <= 100_000, nodeCount: nodeCount) {
      try Workload.windowDAG.problem(["nodes": nodeCount])
    }
  }

  /// The most operations of a graph that peers compute too: in the next larger window DAG, errors of
  /// rounding grow so far that no two engines agree on the gradient.
  private static let largestCompared = 2_000_000

  /// A case of a problem of scalars.
  ///
  /// - Parameter nodeCount: what its time is divided by; nil for the operations as built.
  private static func scalarCase(
    _ name: String, isQuick: Bool = true, nodeCount: Int? = nil,
    _ problem: @escaping @Sendable () throws -> Problem
  ) -> BenchmarkCase {
    BenchmarkCase(name: name, elementType: .double, isQuick: isQuick) {
      let problem = try problem()
      let operationCount = problem.graph.operationCount
      let tape = operationCount > largestCompared ? nil : ScalarTape(problem)
      var benchmark = try GraphBenchmark(problem, bound: .memory)
      benchmark.nodeCount = nodeCount ?? operationCount
      benchmark.peerProblem = tape?.peerProblem
      return benchmark
    }
  }
}

extension Graph {
  /// The nodes that are neither inputs nor constants.
  var operationCount: Int {
    nodeCount - storage.nodes { $0 is Input || $0 is Constant }.count
  }
}
