import Testing

@Suite struct `A linear-quadratic regulator` {
  private let regulator: LinearQuadraticRegulator
  private let solution = LinearQuadraticRegulator.riccati
  /// Roundings of 30 steps of a well-conditioned recursion, with numbers of the size of 10.
  private static let tolerance = 1e-12

  init() throws { regulator = try LinearQuadraticRegulator() }

  @Test func `costs what Riccati's matrix says`() throws {
    let cost = try regulator.evaluate(solution.controls).cost
    #expect((cost - solution.cost).magnitude <= Self.tolerance)
  }

  @Test func `has no gradient at Riccati's controls`() throws {
    let gradient = try regulator.evaluate(solution.controls).gradient
    #expect(gradient.allSatisfy { $0.magnitude <= Self.tolerance })
  }

  @Test func `has the states' adjoints P x there`() throws {
    let costates = try regulator.evaluate(solution.controls).costates
    for (costate, expected) in zip(costates, solution.costates) {
      for (x, y) in zip(costate, expected) { #expect((x - y).magnitude <= Self.tolerance) }
    }
  }

  @Test func `is solved by descent along the engine's gradient`() throws {
    let controls = try regulator.minimize()
    for (found, expected) in zip(controls, solution.controls) {
      #expect((found - expected).magnitude <= 1e-9)
    }
  }
}
