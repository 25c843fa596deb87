import CostateGraph
import CostateSIMD
import Foundation

/// A number and a bound of its distance from what it would be without rounding: running error
/// analysis of a composition of lane primitives in double precision.
///
/// Each primitive passes on the errors of its operands by its derivative and adds its own: half a
/// unit in the last place for arithmetic, one for the functions, which is what AccuracyTests shows.
///
/// - Source: Higham (2002), "Accuracy and Stability of Numerical Algorithms", section 3.3,
///   doi 10.1137/1.9780898718027.
struct RunningError {
  private static let roundoff = 0x1p-53

  let value: Double
  let error: Double

  /// A composition over exact operands.
  ///
  /// - Parameter result: what ``LaneExpression/result`` stands for.
  init(_ expression: LaneExpression, _ operands: [Double], result: RunningError? = nil) {
    switch expression {
    case .operand(let position): self.init(value: operands[position], error: 0)
    case .result:
      guard let result else { preconditionFailure("a value that is composed of itself") }
      self = result
    // The number meant may be any that is rounded to the literal.
    case .literal(let x): self.init(value: x, error: x.rounded() == x ? 0 : Self.roundoff * abs(x))
    case .primitive(let opcode, let arguments):
      self = Self.apply(opcode, arguments.map { Self($0, operands, result: result) })
    }
  }

  private init(value: Double, error: Double) {
    self.value = value
    self.error = error
  }

  /// With the error that the primitive adds, in half units in the last place.
  private init(_ value: Double, passing error: Double, adding halfUnits: Double) {
    self.init(
      value: value,
      error: error + halfUnits * Self.roundoff * (abs(value) + error) + .leastNonzeroMagnitude)
  }

  private static func apply(_ opcode: LaneOpcode, _ x: [RunningError]) -> RunningError {
    let (a, b, c) = (x[0], x[min(1, x.count - 1)], x[x.count - 1])
    let product = abs(a.value) * b.error + abs(b.value) * a.error + a.error * b.error
    switch opcode {
    case .add: return Self(a.value + b.value, passing: a.error + b.error, adding: 1)
    case .subtract: return Self(a.value - b.value, passing: a.error + b.error, adding: 1)
    case .multiply: return Self(a.value * b.value, passing: product, adding: 1)
    case .fusedMultiplyAdd:
      return Self(a.value * b.value + c.value, passing: product + c.error, adding: 2)
    case .divide:
      let quotient = a.value / b.value
      let passed = (a.error + abs(quotient) * b.error) / (abs(b.value) - b.error)
      return Self(quotient, passing: passed, adding: 1)
    case .negate: return Self(value: -a.value, error: a.error)
    case .absolute: return Self(value: abs(a.value), error: a.error)
    case .minimum: return Self(value: min(a.value, b.value), error: max(a.error, b.error))
    case .maximum: return Self(value: max(a.value, b.value), error: max(a.error, b.error))
    case .less: return Self(value: a.value < b.value ? 1 : 0, error: 0)
    case .lessOrEqual: return Self(value: a.value <= b.value ? 1 : 0, error: 0)
    case .equal: return Self(value: a.value == b.value ? 1 : 0, error: 0)
    case .select: return a.value != 0 ? b : c
    default: return function(opcode, a, b)
    }
  }

  private static func function(
    _ opcode: LaneOpcode, _ a: RunningError, _ b: RunningError
  ) -> RunningError {
    let (x, e) = (a.value, a.error)
    switch opcode {
    case .squareRoot: return Self(sqrt(x), passing: x == 0 ? 0 : e / sqrt(x), adding: 1)
    case .exp: return Self(exp(x), passing: exp(x) * expm1(e), adding: 2)
    case .expm1: return Self(expm1(x), passing: exp(x) * expm1(e), adding: 2)
    case .log: return Self(log(x), passing: e / (x - e), adding: 2)
    case .log1p: return Self(log1p(x), passing: e / (1 + x - e), adding: 2)
    case .sin: return Self(sin(x), passing: e, adding: 2)
    case .cos: return Self(cos(x), passing: e, adding: 2)
    case .tanh: return Self(tanh(x), passing: e, adding: 2)
    case .erf: return Self(erf(x), passing: 2 * e, adding: 2)
    case .power:
      let value = pow(x, b.value)
      let passed = abs(value) * (abs(b.value) * e / (x - e) + abs(log(x)) * b.error)
      return Self(value, passing: e + b.error == 0 ? 0 : passed, adding: 2)
    default: preconditionFailure("no error analysis of \(opcode)")
    }
  }
}
