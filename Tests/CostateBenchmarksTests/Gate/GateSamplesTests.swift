import Testing

@testable import CostateBenchmarks

@Suite struct `Samples of a gate` {
  private static func item(_ name: String) -> GateCase {
    GateCase(workload: "w", case: name, engine: "e", threads: 1)
  }

  private let samples = GateSamples(
    baseCases: ["a", "b", "c"].map(item), headCases: ["c", "d", "b"].map(item))

  @Test func `compare the cases that both executables have, in the base's order`() {
    #expect(samples.cases.map(\.case) == ["b", "c"])
  }

  @Test func `name the cases that only one executable has`() {
    #expect(samples.removedCases.map(\.case) == ["a"])
    #expect(samples.addedCases.map(\.case) == ["d"])
  }

  @Test func `suspect nothing before there is a block`() {
    #expect(samples.suspects(GateThresholds()).isEmpty)
  }
}
