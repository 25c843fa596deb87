import Testing

@testable import CostateBenchmarks

@Suite struct `A baseline of counters` {
  private func document(_ counters: [String: Int], case: String = "c") -> CounterDocument {
    CounterDocument(
      conditions: CounterConditions(),
      records: [CounterRecord(case: `case`, counters: counters)])
  }

  @Test func `differs in nothing from itself`() {
    let document = document(["nodes": 1, "edges": 2])
    #expect(document.differences(from: document).isEmpty)
  }

  @Test func `says which counter changed, by how much, and where`() {
    #expect(
      document(["nodes": 12]).differences(from: document(["nodes": 10]))
        == ["c: nodes 10 → 12, 2 more (+20.0 %)"])
  }

  @Test func `has no share of nothing`() {
    #expect(
      document(["allocationsPerRun": 3]).differences(from: document(["allocationsPerRun": 0]))
        == ["c: allocationsPerRun 0 → 3, 3 more"])
  }

  @Test func `says what is new and what is gone`() {
    #expect(
      document(["edges": 1]).differences(from: document(["nodes": 2]))
        == ["c: edges 1, is new", "c: nodes 2, is gone"])
  }

  @Test func `leaves out allocations where they are not counted`() {
    #expect(
      document(["nodes": 1]).differences(from: document(["nodes": 1, "allocationsPerRun": 3]))
        .isEmpty)
  }

  @Test func `says which case is new and which is gone`() {
    #expect(
      document([:], case: "b").differences(from: document([:], case: "a"))
        == ["b: is new", "a: is gone"])
  }
}
