import ArgumentParser
import Costate
import CostateBenchmarks
import Testing

@testable import CostateCLI

@Suite struct `A plan of benchmarks` {
  private func plan(
    _ suites: [String] = [], types: [ElementType]? = nil, matching texts: [String] = []
  ) throws -> BenchPlan {
    try BenchPlan(suites: suites, elementTypes: types, matching: texts, isQuick: true)
  }

  /// What is said when a plan cannot be made.
  private func refusal(_ make: () throws -> BenchPlan) -> String {
    do {
      _ = try make()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func `has every suite when none is named`() throws {
    #expect(try plan().suites.map(\.suite.name) == BenchmarkSuite.all.map(\.name))
  }

  @Test func `keeps the order of the names`() throws {
    #expect(try plan(["scalar", "gemm"]).suites.map(\.suite.name) == ["scalar", "gemm"])
  }

  @Test func `leaves out suites without a case of the type`() throws {
    #expect(try !plan(types: [.double]).suites.map(\.suite.name).contains("two-layer"))
  }

  @Test func `refuses a type that a named suite does not have`() {
    let text = refusal { try plan(["two-layer"], types: [.double]) }
    #expect(text.contains("--type: expected float for two-layer, got 'double'"))
  }

  @Test func `refuses a name that no suite has`() {
    #expect(refusal { try plan(["gem"]) }.contains("got 'gem'"))
  }

  @Test func `refuses a filter that leaves nothing`() {
    #expect(refusal { try plan(["gemm"], matching: ["cube"]) }.contains("square"))
  }
}
