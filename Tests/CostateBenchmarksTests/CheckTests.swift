import CostateBenchmarks
import Testing

@Suite struct CheckTests {
  static let sizes: [(name: String, parameters: [String: Int])] = [
    ("warm-up", [:]),
    ("two-layer", ["rows": 23, "columns": 17]),
    ("matrix-completion", ["rows": 13, "columns": 11, "rank": 2, "entries": 120]),
    ("optimal-control", ["steps": 60]),
    ("window-dag", ["nodes": 1_500]),
  ]

  @Test(arguments: sizes)
  func `a workload's check holds`(_ name: String, _ parameters: [String: Int]) throws {
    let result = try Workload.named(name).check(parameters)
    #expect(result.failures == [])
  }

  @Test func `every node that influences f has its adjoint checked`() throws {
    let result = try Workload.named("warm-up").check()
    // x, x², sin x, z and f.
    #expect(result.nodeCount == 5)
    #expect(result.edgeCount == 6)
    #expect(result.adjointCount == 5)
    #expect(result.adjointSums.comparisonCount == 5)
  }

  @Test func `two checks give the same digest`() throws {
    let workload = try Workload.named("two-layer")
    let parameters = ["rows": 5, "columns": 4]
    #expect(
      try workload.check(parameters).bitIdentity.digest
        == workload.check(parameters).bitIdentity.digest)
  }

  @Test func `progress comes before each step and never passes its total`() throws {
    var tasks: [String] = []
    _ = try Workload.named("warm-up").check { progress in
      tasks.append(progress.task)
      #expect(progress.completedCount < progress.totalCount)
    }
    #expect(Set(tasks) == ["values and adjoints", "central differences", "bits", "warm-up"])
  }
}
