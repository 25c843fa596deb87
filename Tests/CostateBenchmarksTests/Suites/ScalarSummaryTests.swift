import Testing

@testable import CostateBenchmarks

@Suite struct ScalarSummaryTests {
  @Test func `a window graph above its time misses the goal`() {
    let findings = ScalarSummary.findings([.sample("window/10000", nanosecondsPerNode: 4.1)])
    #expect(findings.map(\.holds) == [false])
  }

  @Test func `the ratio to the best peer has a goal`() {
    let findings = ScalarSummary.findings([
      .sample("window/1000000", nanosecondsPerNode: 6, ratio: 2.6)
    ])
    #expect(findings.map(\.holds) == [true, true])
  }

  @Test func `a chain has a goal`() {
    let findings = ScalarSummary.findings([.sample("chain/1000", nanosecondsPerNode: 2.6)])
    #expect(findings.map(\.holds) == [false])
  }

  @Test func `other graphs have no goal`() {
    #expect(ScalarSummary.findings([.sample("pendulum/1000")]).isEmpty)
  }
}
