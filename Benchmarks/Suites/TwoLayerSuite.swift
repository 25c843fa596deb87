import Costate

extension BenchmarkSuite {
  /// A two-layer network in single precision, by rows of X and columns of all.
  static let twoLayer = BenchmarkSuite(
    name: "two-layer", summary: "value and both gradients of ‖tanh(X W1) W2 − Y‖²",
    figures: [.microseconds, .gigaflopsPerSecond],
    cases: [(64, 32), (256, 64), (1024, 256), (1024, 512), (2048, 1024)].map { rows, columns in
      BenchmarkCase(
        name: "\(rows)x\(columns)", elementType: .float, isQuick: rows < 2048
      ) {
        let problem = try Workload.twoLayer.problem(["rows": rows, "columns": columns])
        var benchmark = try GraphBenchmark(problem, bound: .arithmetic)
        benchmark.valueAlone = []
        benchmark.peerProblem = peerProblem(problem, rows: rows, columns: columns)
        return benchmark
      }
    },
    findings: TwoLayerSummary.findings)

  /// Rows and columns as 64-bit integers, then X, Y, W1 and W2.
  ///
  /// Sums over the rows and twice over the columns err by at most their lengths times half an ulp of
  /// 1; twice that is allowed.
  private static func peerProblem(_ problem: Problem, rows: Int, columns: Int) -> PeerProblem {
    var bytes: [UInt8] = []
    for extent in [rows, columns] { bytes.append(littleEndian: UInt64(extent)) }
    for (_, value) in problem.inputs { value.withBytes { bytes.append(contentsOf: $0) } }
    return PeerProblem(
      kind: "two-layer", bytes: bytes,
      tolerance: Double(rows + 2 * columns) * Double(Float.ulpOfOne))
  }
}
