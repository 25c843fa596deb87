extension BenchmarkSuite {
  /// A pendulum's motion unrolled: as deep as it is long.
  static let optimalControl = BenchmarkSuite(
    name: "optimal-control", summary: "value and gradient by every torque of a pendulum's motion",
    figures: [.nanosecondsPerNode, .microseconds],
    cases: [200, 2_000, 20_000].map { steps in
      BenchmarkCase(name: "\(steps)-steps", elementType: .double, isQuick: steps <= 2_000) {
        let problem = try Workload.optimalControl.problem(["steps": steps])
        let operationCount = problem.graph.operationCount
        let tape = ScalarTape(problem)
        var benchmark = try GraphBenchmark(problem, bound: .memory)
        benchmark.nodeCount = operationCount
        benchmark.peerProblem = tape?.peerProblem
        return benchmark
      }
    })
}
