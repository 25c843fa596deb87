import CostateExecution
import CostateGraph
import CostateTransforms
import CostateVerification
import TestSupport
import Testing

@Suite struct `The Lagrangian` {
  private static let seeds = Seeds.first(6)

  @Test(arguments: seeds, [ElementType.float, .double])
  func `is stationary at what a program computed`(_ seed: UInt64, _ type: ElementType) throws {
    for form in RandomFunction.Form.allCases {
      let function = try RandomFunction(seed: seed, form, type)
      let report = try Lagrangian(of: function.f).check(function.run(), inputs: function.inputs)
      #expect(report.faults == [])
      #expect(report.values.ulps == 0)
      #expect(report.adjoints.ulps == 0)
    }
  }

  @Test func `has an equation for every node`() throws {
    let function = try RandomFunction(seed: 3, .free, .double)
    let nodeCount = function.graph.nodeCount
    let lagrangian = try Lagrangian(of: function.f)
    let report = try lagrangian.check(function.run(), inputs: function.inputs)
    #expect(report.values.equationCount == nodeCount)
    #expect(report.adjoints.equationCount > 0)
    #expect(report.adjointCount == nodeCount)
  }

  @Test func `has no equation for an input of unknown value`() throws {
    let function = try RandomFunction(seed: 3, .free, .double)
    let nodeCount = function.graph.nodeCount
    let report = try Lagrangian(of: function.f).check(function.run())
    #expect(report.values.equationCount == nodeCount - function.inputs.count)
  }

  @Test func `is checked from what a program retains`() throws {
    let function = try RandomFunction(seed: 5, .layered, .float)
    let lagrangian = try Lagrangian(of: function.f)
    #expect(try lagrangian.check(function.run(retaining: .all)).holds)
    #expect(try lagrangian.check(function.run(retaining: .outputs)).holds)
  }

  @Test func `is checked at inputs as an update left them`() throws {
    let graph = Graph()
    let x = try graph.input("x", elementType: .double)
    let f = try exp(x) * x
    try graph.update(x, to: x - f.adjoint(of: x) * 0.1)
    let workspace = try Program(outputs: [f], retaining: .all).makeWorkspace()
    try workspace.set(x, to: 1)
    try workspace.run()
    #expect(try Lagrangian(of: f).check(workspace).holds)
  }

  @Test func `is not checked in a workspace of another graph`() throws {
    let (one, other) = (
      try RandomFunction(seed: 1, .free, .double), try RandomFunction(seed: 2, .free, .double)
    )
    #expect(throws: ProgramError.unknownNode(name: "x0")) {
      try Lagrangian(of: one.f).check(other.run())
    }
  }

  @Test func `needs a scalar`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [2])
    #expect(throws: GraphError.notScalar(name: "x", given: x.type)) { try Lagrangian(of: x) }
  }
}
