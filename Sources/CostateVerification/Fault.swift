/// An equation of the Lagrangian that does not hold, at the node that is to blame.
public struct Fault: Sendable, Hashable, CustomStringConvertible {
  /// Which equation.
  public enum Equation: String, Sendable, Hashable, Codable {
    /// z_i = f_i(z_α(i)), bit for bit.
    case value
    /// The same of a node that adjoints are made of: λ_j is the accumulation of its terms.
    case adjoint
    /// λ_j = Σ λ_i ∂f_i/∂z_j, added up without the accumulations.
    case sum
    /// ∂f_i/∂z_j as the adjoint rule has it, against differences of f_i.
    case rule
  }

  /// The equation.
  public let equation: Equation
  /// The node and its element: of the result for values, adjoints and sums; for a rule, the node
  /// whose rule is wrong and the element of its operand.
  public let place: Provenance
  /// What it should be.
  public let expected: Double
  /// What it is.
  public let given: Double
  /// How far off it is, in units in the last place.
  public let ulps: Double

  /// One line: what, where, what was expected, what came.
  public var description: String {
    let what =
      switch equation {
      case .value: "value of"
      case .adjoint: "backward pass at"
      case .sum: "sum over the successors of"
      case .rule: "adjoint rule of"
      }
    return "\(what) \(place): expected \(expected), got \(given), \(ulps) ulps off"
  }
}
