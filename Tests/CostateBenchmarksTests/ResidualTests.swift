@testable import CostateBenchmarks
import Costate
import Testing

/// The check itself finds what is wrong.
@Suite struct ResidualTests {
  private func run() throws -> RetainedRun {
    try RetainedRun(Workload.twoLayer.problem(["rows": 4, "columns": 3]))
  }

  @Test func `a value with another last bit is found`() throws {
    let run = try run()
    #expect(try disturbed(run, run.objective).valueResidual > 0)
  }

  @Test func `an adjoint with another last bit is found`() throws {
    let run = try run()
    let adjoint = try #require(run.adjoints[2])
    #expect(try disturbed(run, adjoint).adjointResidual > 0)
  }

  @Test func `an adjoint beside its sum is found`() throws {
    let run = try run()
    let adjoint = try #require(run.adjoints[2])
    #expect(try !disturbed(run, adjoint, by: 1.01).adjointSums().holds)
  }

  /// The run with one node's elements scaled.
  private func disturbed(
    _ run: RetainedRun, _ node: Int, by factor: Double = 1.000_000_2
  ) throws -> RetainedRun {
    var values = run.values
    values[node] = Tensor(
      rounding: values[node].doubles.map { $0 * factor }, to: values[node].type)
    return RetainedRun(
      storage: run.storage, objective: run.objective, values: values, adjoints: run.adjoints)
  }
}
