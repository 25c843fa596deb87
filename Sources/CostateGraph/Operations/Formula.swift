/// A composition of lane primitives as an operation: the partial derivatives of other operations.
///
/// Its own derivatives follow from the primitives' by the chain rule, so that derivatives of any
/// order need nothing special.
///
/// - Shapes: broadcast as in NumPy.
/// - Arithmetic: the composition on each element.
/// - Adjoint: `λ_k = λ ∂f/∂x_k`, summed over repeated axes.
public struct Formula: ElementwiseOperation {
  /// The composition.
  public let formula: LaneExpression
  /// The number of operands it reads.
  public let operandCount: Int

  /// An operation from its composition over operands `0..<operandCount`.
  public init(_ formula: LaneExpression, operandCount: Int) {
    self.formula = formula
    self.operandCount = operandCount
  }

  /// `formula`.
  public var name: String { "formula" }

  /// The value: the composition over `x`.
  public func value(_ x: [LaneExpression]) -> LaneExpression {
    formula.substituting(x, result: nil)
  }

  /// The derivatives, by the chain rule over the composition.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    let value = value(x)
    return x.map { value.derivative(by: $0) }
  }
}

extension LaneExpression {
  /// The expression with its operands, and its result if it is read, replaced.
  func substituting(_ x: [LaneExpression], result: LaneExpression?) -> LaneExpression {
    switch self {
    case .operand(let position): x[position]
    case .result: result ?? .result
    case .literal: self
    case .primitive(let opcode, let arguments):
      .primitive(opcode, arguments.map { $0.substituting(x, result: result) })
    }
  }

  /// The derivative by a leaf; the primitives' own derivatives are those of their operations.
  func derivative(by leaf: LaneExpression) -> LaneExpression {
    if self == leaf { return 1 }
    guard case .primitive(let opcode, let arguments) = self else { return 0 }
    let partials = opcode.operation.partials(arguments, self)
    var sum: LaneExpression = 0
    for (partial, argument) in zip(partials, arguments) {
      sum = sum.plus(partial.times(argument.derivative(by: leaf)))
    }
    return sum
  }

  private func plus(_ other: LaneExpression) -> LaneExpression {
    if self == 0 { return other }
    return other == 0 ? self : self + other
  }

  private func times(_ other: LaneExpression) -> LaneExpression {
    if self == 0 || other == 0 { return 0 }
    if self == 1 { return other }
    return other == 1 ? self : self * other
  }
}
