package import CostateGraph

/// A user's elementwise operation, `y = x / (1 + e^(−x))`.
package struct Swish: ElementwiseOperation {
  /// The operation.
  package init() {}

  /// `swish`.
  package var name: String { "swish" }
  /// 1.
  package var operandCount: Int { 1 }

  /// The value.
  package func value(_ x: [LaneExpression]) -> LaneExpression { x[0] / (1 + .exp(-x[0])) }

  /// The derivative.
  package func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    let sigmoid: LaneExpression = 1 / (1 + .exp(-x[0]))
    return [sigmoid + y * (1 - sigmoid)]
  }
}

/// A user's composite with an adjoint rule of its own, `y = ln cosh x`, whose derivative is tanh x.
package struct LogarithmicCosine: CompositeOperation {
  /// The operation.
  package init() {}

  /// `logarithmicCosine`.
  package var name: String { "logarithmicCosine" }

  /// `ln((e^x + e^(−x)) / 2)`.
  package func expand(_ operands: [Node]) throws(GraphError) -> Node {
    try log((exp(operands[0]) + exp(-operands[0])) * 0.5)
  }

  /// `λ_x = λ tanh x`.
  package func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.product(site.cotangent, try tanh(site.operands[0]))]
  }
}

/// A user's opaque operation: the running sum of a vector, from one end or the other.
package struct RunningSum: OpaqueOperation {
  /// The end the sum starts from.
  package enum Direction: Sendable {
    /// From the first element.
    case forward
    /// From the last element.
    case backward
  }

  /// The end the sum starts from.
  package let direction: Direction

  /// The operation.
  package init(direction: Direction) { self.direction = direction }

  /// `runningSum`.
  package var name: String { "runningSum" }

  /// A floating-point vector.
  package func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1, operands[0].shape.rank == 1,
      operands[0].elementType.isFloatingPoint
    else { throw OperandError(expected: "a floating-point vector") }
    return operands[0]
  }

  private var reversed: RunningSum {
    RunningSum(direction: direction == .forward ? .backward : .forward)
  }

  /// The sum from the other end.
  package func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.value(try site.cotangent.graph.apply(reversed, [site.cotangent]))]
  }

  /// The tangent's running sum.
  package func tangent(_ site: TangentSite) throws(GraphError) -> Node? {
    guard let tangent = site.tangents[0] else { return nil }
    return try tangent.graph.apply(self, [tangent])
  }

  /// Element by element.
  package func evaluate(_ operands: [TensorView], into result: MutableTensorView) {
    if result.type.elementType == .double {
      sum(operands[0].doubles, into: result.doubles)
    } else {
      sum(operands[0].floats, into: result.floats)
    }
  }

  private func sum<Scalar: BinaryFloatingPoint>(
    _ terms: UnsafeBufferPointer<Scalar>, into sums: UnsafeMutableBufferPointer<Scalar>
  ) {
    var sum: Scalar = 0
    for i in direction == .forward ? Array(terms.indices) : terms.indices.reversed() {
      sum += terms[i]
      sums[i] = sum
    }
  }
}
