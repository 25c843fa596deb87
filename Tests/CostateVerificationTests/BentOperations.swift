import CostateGraph

/// The ways in which users define operations.
enum UserOperation: CaseIterable, Sendable { case elementwise, composite, opaque }

/// What can be wrong with an adjoint rule.
enum Mistake: CaseIterable, Sendable {
  /// A term has the other sign.
  case sign
  /// A term is 0.1 % too large.
  case factor
  /// A term is left out.
  case missingTerm
  /// A term is made of another operand, or of the result in place of the operand.
  case wrongOperand
}

/// A user's elementwise operation, y = x₀ x₁ + e^x₀, with a rule that may be wrong.
struct BentProduct: ElementwiseOperation {
  let mistake: Mistake?

  var name: String { "bentProduct" }
  var operandCount: Int { 2 }

  func value(_ x: [LaneExpression]) -> LaneExpression { x[0] * x[1] + .exp(x[0]) }

  func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    let right: LaneExpression = x[1] + .exp(x[0])
    switch mistake {
    case nil: return [right, x[0]]
    case .sign: return [-right, x[0]]
    case .factor: return [1.001 * right, x[0]]
    case .missingTerm: return [x[1], x[0]]
    case .wrongOperand: return [x[0] + .exp(x[1]), x[0] + 0.5 * x[1] + 1]
    }
  }
}

/// A user's composite, y = sin x₀ − x₁, with a rule that may be wrong.
struct BentDifference: CompositeOperation {
  let mistake: Mistake?

  var name: String { "bentDifference" }

  func expand(_ operands: [Node]) throws(GraphError) -> Node { try sin(operands[0]) - operands[1] }

  func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let (first, second, cotangent) = (site.operands[0], site.operands[1], site.cotangent)
    let right = try (cotangent * cos(first)).summed(to: first.shape)
    let other = AdjointTerm.negatedValue(try cotangent.summed(to: second.shape))
    switch mistake {
    case nil: return [.value(right), other]
    case .sign: return [.negatedValue(right), other]
    case .factor: return [.value(try right * 1.001), other]
    case .missingTerm: return [.value(right), .zero]
    case .wrongOperand:
      return [.value(try (cotangent * cos(second + 1)).summed(to: first.shape)), other]
    }
  }
}

/// A user's opaque operation, y = x² + 3x, with a rule that may be wrong.
struct BentSquare: OpaqueOperation {
  let mistake: Mistake?

  var name: String { "bentSquare" }

  func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1, operands[0].elementType.isFloatingPoint else {
      throw OperandError(expected: "a floating-point tensor")
    }
    return operands[0]
  }

  func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let (x, cotangent) = (site.operands[0], site.cotangent)
    switch mistake {
    case nil: return [.product(cotangent, try x * 2 + 3)]
    case .sign: return [.product(cotangent, try x * -2 - 3)]
    case .factor: return [.product(cotangent, try x * 2.002 + 3.003)]
    case .missingTerm: return [.product(cotangent, try x * 2)]
    case .wrongOperand: return [.product(cotangent, try site.result * 2 + 3.5)]
    }
  }

  func evaluate(_ operands: [TensorView], into result: MutableTensorView) {
    if result.type.elementType == .double {
      for (i, x) in operands[0].doubles.enumerated() { result.doubles[i] = x * x + 3 * x }
    } else {
      for (i, x) in operands[0].floats.enumerated() { result.floats[i] = x * x + 3 * x }
    }
  }
}
