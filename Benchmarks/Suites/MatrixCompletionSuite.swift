extension BenchmarkSuite {
  /// Low-rank factors fitted to entries of a matrix: rows gathered, adjoints scattered back.
  static let matrixCompletion = BenchmarkSuite(
    name: "matrix-completion", summary: "value and gradient of a low-rank fit through gathers",
    figures: [.microseconds, .gigabytesPerSecond],
    cases: [(1_000, 16, 20_000), (10_000, 32, 200_000), (100_000, 32, 2_000_000)].map {
      rows, rank, entries in
      BenchmarkCase(
        name: "\(rows)x\(rows)/rank-\(rank)/\(entries)", elementType: .float,
        isQuick: rows < 100_000
      ) {
        try GraphBenchmark(
          Workload.matrixCompletion.problem([
            "rows": rows, "columns": rows, "rank": rank, "entries": entries,
          ]), bound: .memory)
      }
    }, findings: { $0.compactMap(Finding.init(harmOfThreads:)) })
}
