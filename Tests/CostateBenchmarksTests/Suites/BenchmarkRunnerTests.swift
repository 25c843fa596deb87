import Costate
import Testing

@testable import CostateBenchmarks

@Suite struct BenchmarkRunnerTests {
  private let timekeeper = FakeTimekeeper()

  /// A case whose engines take as many milliseconds.
  private func result(
    _ entrants: [(role: PreparedCase.Entrant.Role, threads: Int, milliseconds: Double)]
  ) throws -> BenchmarkResult {
    let work = Work(flops: 8e6, bytes: 1e6, nodeCount: 1_000)
    let item = BenchmarkCase(name: "case", elementType: .float) { [timekeeper] _ in
      PreparedCase(
        entrants: entrants.enumerated().map { index, entrant in
          PreparedCase.Entrant(
            engine: timekeeper.engine(
              "\(index)", seconds: entrant.milliseconds * 1e-3, threads: entrant.threads),
            role: entrant.role, work: work, report: nil)
        }, bound: .arithmetic,
        probes: [1: Probe(name: "peak") { 1e9 }, 2: Probe(name: "peak") { 2e9 }],
        mismatches: { [] })
    }
    let suite = BenchmarkSuite(
      name: "suite", summary: "", figures: [.microseconds], cases: [item])
    return try BenchmarkRunner(
      BenchmarkConditions(threads: [1, 2], instructionSet: .best), timekeeper: timekeeper,
      budget: .once
    ).run(item, of: suite)
  }

  private func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { ($0 / expected - 1).magnitude < 0.01 } ?? false
  }

  @Test func `the gain of threads is relative to our serial twin`() throws {
    let result = try result([(.ours, 1, 20), (.ours, 2, 12.5)])
    #expect(isNear(result.ours(threads: 2)?.speedUp, 1.6))
  }

  @Test func `the ratio is to the fastest peer with as many threads`() throws {
    let result = try result([
      (.ours, 1, 20), (.ours, 2, 10), (.peer, 1, 30), (.peer, 1, 50), (.peer, 2, 40),
    ])
    #expect(isNear(result.ours(threads: 1)?.ratioToBestPeer, 1.5))
    #expect(isNear(result.ours(threads: 2)?.ratioToBestPeer, 4))
  }

  @Test func `a peer without threads is no peer of two`() throws {
    let result = try result([(.ours, 1, 20), (.ours, 2, 10), (.peer, 1, 30)])
    #expect(result.ours(threads: 2)?.ratioToBestPeer == nil)
  }

  @Test func `the gradient's cost is relative to the value alone`() throws {
    let result = try result([(.ours, 1, 25), (.valueAlone, 1, 10)])
    #expect(isNear(result.ours(threads: 1)?.ratioToValueAlone, 2.5))
  }

  @Test func `the share of the bound is that of as many threads`() throws {
    let result = try result([(.ours, 1, 16), (.ours, 2, 16)])
    #expect(isNear(result.ours(threads: 1)?.shareOfBound, 0.5))
    #expect(isNear(result.ours(threads: 2)?.shareOfBound, 0.25))
  }

  @Test func `every engine has a record`() throws {
    let result = try result([(.ours, 1, 20), (.valueAlone, 1, 10), (.peer, 1, 30)])
    #expect(result.records.map(\.engine) == ["0", "1", "2"])
  }
}
