import CostateBenchmarks
import Testing

@Suite struct WorkloadTests {
  @Test func `every workload is found by its name`() throws {
    for workload in Workload.all {
      #expect(try Workload.named(workload.name).name == workload.name)
    }
  }

  @Test func `an unknown workload's error lists the known ones`() {
    let error = WorkloadError.unknownWorkload("x", known: Workload.all.map(\.name))
    #expect(throws: error) { try Workload.named("x") }
    #expect(
      "\(error)"
        == "workload: expected one of warm-up, two-layer, matrix-completion, optimal-control, "
        + "window-dag, got 'x'")
  }

  @Test func `an unknown parameter's error lists the workload's own`() throws {
    let workload = try Workload.named("two-layer")
    #expect(
      throws: WorkloadError.unknownParameter(
        "nodes", workload: "two-layer", known: ["rows", "columns"])
    ) { try workload.problem(["nodes": 3]) }
  }

  @Test func `a parameter outside its range is an error`() throws {
    let workload = try Workload.named("two-layer")
    #expect(
      throws: WorkloadError.parameterRange("rows", given: 0, allowed: 1...65_536)
    ) { try workload.problem(["rows": 0]) }
  }

  @Test(arguments: Workload.all)
  func `a problem's inputs are the inputs of its graph`(_ workload: Workload) throws {
    let problem = try workload.problem()
    for (node, value) in problem.inputs { #expect(node.type == value.type) }
    for variable in problem.variables {
      #expect(problem.inputs.contains { $0.node.id == variable.id })
    }
  }
}
