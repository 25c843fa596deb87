/// The closed set of lane primitives an elementwise operation is composed of.
///
/// Each is a fixed sequence of IEEE 754 operations on up to three operands.
public enum LaneOpcode: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case add, subtract, multiply, divide, minimum, maximum, power
  /// 1 where the comparison holds, else 0; 0 for NaN.
  case less, lessOrEqual, equal
  /// `a * b + c` with one rounding.
  case fusedMultiplyAdd
  /// `b` where `a` is not zero (NaN counts as not zero), else `c`.
  case select
  case negate, absolute, squareRoot
  case exp, expm1, log, log1p, sin, cos, tanh, erf

  /// The number of operands, 1 to 3.
  public var operandCount: Int {
    switch self {
    case .fusedMultiplyAdd, .select: 3
    case .add, .subtract, .multiply, .divide, .minimum, .maximum, .power, .less, .lessOrEqual,
      .equal:
      2
    default: 1
    }
  }

  /// The flops one element is counted as: 1 for arithmetic, 2 for a fused multiply-add, and the
  /// length of the polynomial, rounded, for the elementary functions.
  public var flopCount: Int {
    switch self {
    case .fusedMultiplyAdd: 2
    case .exp, .expm1, .log, .log1p, .sin, .cos, .tanh, .erf: 20
    case .power: 50
    default: 1
    }
  }
}

extension LaneOpcode {
  /// The primitive on every lane; operands beyond `operandCount` are ignored.
  @inlinable @inline(always)
  public func callAsFunction<L: Lanes>(_ a: Vector<L>, _ b: Vector<L>, _ c: Vector<L>) -> Vector<L>
  {
    let zero = Vector<L>(constant: 0)
    let one = Vector<L>(constant: 1)
    switch self {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    case .minimum: return .minimum(a, b)
    case .maximum: return .maximum(a, b)
    case .power: return .pow(a, b)
    case .less: return Vector(where: a < b, one, else: zero)
    case .lessOrEqual: return Vector(where: a <= b, one, else: zero)
    case .equal: return Vector(where: a == b, one, else: zero)
    case .fusedMultiplyAdd: return c.addingProduct(a, b)
    case .select: return Vector(where: a == zero, c, else: b)
    case .negate: return -a
    case .absolute: return a.magnitude
    case .squareRoot: return a.squareRoot()
    case .exp: return .exp(a)
    case .expm1: return .expm1(a)
    case .log: return .log(a)
    case .log1p: return .log1p(a)
    case .sin: return .sin(a)
    case .cos: return .cos(a)
    case .tanh: return .tanh(a)
    case .erf: return .erf(a)
    }
  }
}
