import Costate

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why not symbolic, why not numerical: the three ways to a derivative on one function, the chain
/// z ← e^(−z²), as it gets longer.
package struct DerivativeComparison: Sendable, Codable {
  /// The steps of the chain.
  package let stepCount: Int
  /// What value and adjoint execute.
  package let adjointOperations: Int
  /// The operations of dz/dx written out as an expression, where nothing has a name.
  package let expressionOperations: Double
  /// The relative error of the adjoint against the derivative worked out by hand.
  package let adjointError: Double
  /// The least relative error of central differences, over steps h from 10⁻¹ to 10⁻¹².
  package let differenceError: Double
  /// The step h that has it.
  package let bestStep: Double

  /// Chains of 2 to 64 steps.
  package static func all() throws -> [DerivativeComparison] {
    try [2, 4, 8, 16, 32, 64].map { try DerivativeComparison(stepCount: $0) }
  }

  init(stepCount: Int) throws {
    let x = 0.7
    let graph = Graph()
    let input = try graph.input("x", elementType: .double)
    let f = try (0..<stepCount).reduce(input) { z, _ in try ScalarCell(turnCount: 1)(z, z) }
    let adjoint = try f.adjoint(of: input)
    let workspace = try Program(outputs: [f, adjoint]).makeWorkspace()
    func value(at x: Double) throws -> Double {
      try workspace.set(input, to: x)
      try workspace.run()
      return try workspace.scalar(of: f)
    }
    let exact = Self.derivative(x, stepCount)
    var best = (error: Double.infinity, step: 0.0)
    for exponent in 1...12 {
      let h = pow(10, -Double(exponent))
      let difference = (try value(at: x + h) - value(at: x - h)) / (2 * h)
      let error = ((difference - exact) / exact).magnitude
      if error < best.error { best = (error, h) }
    }
    try workspace.set(input, to: x)
    self.stepCount = stepCount
    adjointOperations = try workspace.runCounting().operations
    expressionOperations = Self.writtenOut(stepCount)
    adjointError = ((try workspace.scalar(of: adjoint) - exact) / exact).magnitude
    (differenceError, bestStep) = best
  }

  /// The product of −2 z e^(−z²) over the steps.
  private static func derivative(_ x: Double, _ stepCount: Int) -> Double {
    var (z, derivative) = (x, 1.0)
    for _ in 0..<stepCount {
      let next = exp(-z * z)
      derivative *= -2 * z * next
      z = next
    }
    return derivative
  }

  /// With E for an expression of s operations and E′ for its derivative of d, the next are
  /// `exp(−(E · E))` and `exp(−(E · E)) · −(E′ · E + E · E′)`.
  private static func writtenOut(_ stepCount: Int) -> Double {
    var (s, d) = (0.0, 0.0)
    for _ in 0..<stepCount {
      let next = 2 * s + 3
      d = next + 1 + 1 + (2 * d + 2 * s + 3)
      s = next
    }
    return d
  }
}
