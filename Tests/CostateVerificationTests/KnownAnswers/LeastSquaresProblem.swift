import CostateGraph
import Testing

/// A published problem: residuals r of a few parameters x, and the minimum of Σ r².
struct LeastSquaresProblem: Sendable, CustomTestStringConvertible {
  /// What is published of the minimum.
  enum Minimum: Sendable {
    /// Digits, cut off after the last: the minimum is less than a unit of it larger.
    case digits(Double, unit: Double)
    /// 0, at this point.
    case zero(at: [Double])
  }

  let testDescription: String
  let start: [Double]
  let minimum: Minimum
  let residuals: @Sendable ([Node]) throws -> [Node]

  init(
    _ name: String, from start: [Double], _ minimum: Minimum,
    _ residuals: @escaping @Sendable ([Node]) throws -> [Node]
  ) {
    testDescription = name
    self.start = start
    self.minimum = minimum
    self.residuals = residuals
  }
}
