import CostateBenchmarks

/// What a run of `bench` measured.
struct BenchReport {
  /// A suite with the results of its cases so far.
  struct SuiteResults {
    let suite: BenchmarkSuite
    var results: [BenchmarkResult]
  }

  /// Where it was measured.
  let machine: Machine
  /// What was measured.
  let suites: [SuiteResults]

  /// It as JSON for tools and gates.
  var document: BenchmarkDocument {
    BenchmarkDocument(
      machine: machine, records: suites.flatMap { $0.results.flatMap(\.records) },
      findings: suites.flatMap { measured in
        measured.suite.findings(measured.results).map {
          .init(workload: measured.suite.name, finding: $0)
        }
      })
  }
}
