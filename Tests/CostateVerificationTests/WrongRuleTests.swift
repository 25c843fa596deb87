import CostateExecution
import CostateGraph
import CostateVerification
import TestSupport
import Testing

/// An adjoint rule that is wrong is found at its node, which recomputing with the same rule cannot do.
@Suite struct `A wrong adjoint rule` {
  private static let seeds = Seeds.first(12)

  private static func plant(
    _ operation: UserOperation, _ mistake: Mistake?
  ) -> (Node, Node) throws -> Node {
    { a, b in
      switch operation {
      case .elementwise: try a.graph.apply(BentProduct(mistake: mistake), [a, b])
      case .composite: try a.graph.apply(BentDifference(mistake: mistake), [a, b])
      case .opaque: try a.graph.apply(BentSquare(mistake: mistake), [a])
      }
    }
  }

  @Test(arguments: UserOperation.allCases, Mistake.allCases)
  func `is located`(_ operation: UserOperation, _ mistake: Mistake) throws {
    for seed in Self.seeds {
      for (form, type) in [(RandomFunction.Form.layered, ElementType.float), (.free, .double)] {
        let function = try RandomFunction(
          seed: seed, form, type, planting: Self.plant(operation, mistake))
        let node = try #require(function.planted)
        #expect(try function.stationaryPoint().wrongRules().map(\.place.node) == [node.id])
      }
    }
  }

  @Test(arguments: UserOperation.allCases, seeds)
  func `is not seen where the rule is right`(_ operation: UserOperation, _ seed: UInt64) throws {
    for (form, type) in [(RandomFunction.Form.layered, ElementType.float), (.free, .double)] {
      let function = try RandomFunction(
        seed: seed, form, type, planting: Self.plant(operation, nil))
      #expect(try function.stationaryPoint().wrongRules() == [])
    }
  }

  @Test(arguments: UserOperation.allCases, Mistake.allCases)
  func `is not seen by recomputing with it`(
    _ operation: UserOperation, _ mistake: Mistake
  ) throws {
    let function = try RandomFunction(
      seed: 9, .free, .double, planting: Self.plant(operation, mistake))
    let faults = try function.stationaryPoint().report().faults
    #expect(Set(faults.map(\.equation)) == [.rule])
  }

  @Test func `is not seen where a kink is near`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [4], elementType: .double)
    let f = try (relu(x) * 3 + abs(x)).sum()
    let workspace = try Program(outputs: [f], retaining: .all).makeWorkspace()
    try workspace.set(x, to: [-1.0, 0, 0x1p-18, 1])
    try workspace.run()
    #expect(try Lagrangian(of: f).check(workspace).holds)
  }
}
