import Testing

/// Minima that others published, found through the engine's gradients.
@Suite struct `Published minima` {
  @Test(arguments: LeastSquaresProblem.all)
  func `are found`(_ problem: LeastSquaresProblem) throws {
    let found = try LevenbergMarquardt(problem).minimize(from: problem.start)
    switch problem.minimum {
    case .digits(let digits, let unit):
      #expect(found.objective >= digits && found.objective < digits + unit)
    case .zero(let minimizer):
      #expect(found.objective < 1e-20)
      for (x, expected) in zip(found.x, minimizer) {
        #expect((x - expected).magnitude <= 1e-6 * max(expected.magnitude, 1e-3))
      }
    }
  }
}
