import CostateExecution
import CostateGraph
import CostateTransforms
import Testing

/// What the engine computes as adjoints of elementwise operations against closed forms evaluated in
/// high precision.
@Suite struct `Adjoints of elementwise operations` {
  @Test(arguments: DerivativeReference.operations.map { $0.name })
  func `are as near to the closed form as their roundings allow`(_ name: String) throws {
    let operation = try #require(DerivativeReference.operations.first { $0.name == name })
    for position in 0..<operation.operandCount {
      let points = DerivativeReference.points(name, position: position)
      try #require(points.count >= 20)
      let adjoints = try Self.adjoints(operation, position, points)
      for (point, adjoint) in zip(points, adjoints) {
        let x = point.arguments
        let result = RunningError(operation.expression, x)
        let partial = operation.partials(
          x.indices.map { .operand($0) }, .result)[position]
        let bound = RunningError(partial, x, result: result).error
        #expect(
          abs(adjoint - point.value - point.tail) <= bound,
          "∂/∂x\(position) at \(x): expected \(point.value), got \(adjoint)")
      }
    }
  }

  /// ∂/∂x_k Σ f(x) at all points at once.
  private static func adjoints(
    _ operation: any ElementwiseOperation, _ position: Int, _ points: [DerivativeReference]
  ) throws -> [Double] {
    let graph = Graph()
    let operands = try (0..<operation.operandCount).map {
      try graph.input("x\($0)", shape: [points.count], elementType: .double)
    }
    let f = try graph.apply(operation, operands).sum()
    let adjoint = try f.adjoint(of: operands[position])
    let workspace = try Program(outputs: [adjoint] + operands).makeWorkspace()
    for (k, operand) in operands.enumerated() {
      try workspace.set(operand, to: points.map { $0.arguments[k] })
    }
    try workspace.run()
    return try workspace.value(of: adjoint).doubles
  }
}
