import Costate
import Testing

@testable import CostateBenchmarks

@Suite struct BenchmarkSuiteTests {
  static let names = BenchmarkSuite.all.map(\.name)

  private func suite(_ name: String) throws -> BenchmarkSuite {
    try #require(BenchmarkSuite.named(name))
  }

  @Test func `names are unique`() {
    #expect(Set(Self.names).count == Self.names.count)
  }

  @Test(arguments: names)
  func `every case of a suite has a record name of its own`(_ name: String) throws {
    let suite = try suite(name)
    let names = suite.cases.map { suite.recordName(of: $0) }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: names)
  func `a first look leaves something to measure`(_ name: String) throws {
    let suite = try suite(name)
    #expect(!suite.cases(of: suite.elementTypes, isQuick: true).isEmpty)
  }

  @Test func `a first look leaves out what takes long`() {
    let cases = BenchmarkSuite.gemm.cases(of: [.float], isQuick: true)
    #expect(!cases.contains { $0.name == "square/4096" })
  }

  @Test func `a filter keeps the cases whose names hold one of its texts`() {
    let cases = BenchmarkSuite.gemm.cases(of: [.double], matching: ["square/512", "outer/256"])
    #expect(cases.map(\.name) == ["square/512", "outer/256x256x1"])
  }

  @Test(arguments: names)
  func `the first case of a suite gives the bits of the reference at any width`(
    _ name: String
  ) throws {
    let suite = try suite(name)
    let conditions = BenchmarkConditions(threads: [1, 2], instructionSet: .best)
    let result = try BenchmarkRunner(conditions, timekeeper: SystemTimekeeper(), budget: .once)
      .run(suite.cases[0], of: suite)
    #expect(result.mismatches == [])
  }

  @Test(arguments: [ElementType.float, .double])
  func `microtiles alone are sums by fused multiply-adds`(_ type: ElementType) throws {
    let conditions = BenchmarkConditions(threads: [2], instructionSet: .best)
    let result = try BenchmarkRunner(conditions, timekeeper: SystemTimekeeper(), budget: .once)
      .run(.microkernel(type), of: .gemm)
    #expect(result.mismatches == [])
    #expect(result.ours(threads: 1) != nil)
  }

  @Test(arguments: names)
  func `counters of a case are the same each time it is built`(_ name: String) throws {
    let item = try suite(name).cases[0]
    let conditions = BenchmarkConditions(threads: [2], instructionSet: .best)
    let counters = try (0..<2).map { _ in
      try #require(try item.prepare(conditions).entrants[0].report).counters
    }
    #expect(counters[0] == counters[1])
  }
}
