import Testing

@testable import CostateBenchmarks

@Suite struct `Counters of a case` {
  @Test(arguments: ["warm-up", "two-layer", "matrix-completion"])
  func `are the same each time`(_ name: String) throws {
    let item = CounterCase(workload: try Workload.named(name), parameters: [:])
    let conditions = CounterConditions()
    #expect(try item.counters(conditions) == item.counters(conditions))
  }

  @Test func `grow with the workload`() throws {
    func nodes(_ count: Int) throws -> Int? {
      try CounterCase(workload: .windowDAG, parameters: ["nodes": count])
        .counters(CounterConditions()).counters["nodes"]
    }
    #expect(try #require(try nodes(2_000)) > #require(try nodes(1_000)))
  }

  @Test func `count a call for each of the few scalars of a tape`() throws {
    let counters = try CounterCase(workload: .warmUp, parameters: [:])
      .counters(CounterConditions()).counters
    #expect(try #require(counters["kernelCalls"]) >= 1)
    #expect(try #require(counters["kernelCalls"]) <= #require(counters["nodes"]))
  }

  @Test func `name a case by its workload and parameters`() {
    let item = CounterCase(workload: .twoLayer, parameters: ["rows": 2, "columns": 3])
    #expect(item.name == "two-layer columns=3 rows=2")
  }
}
