/// The hyperbolic tangent, `y = tanh x`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.tanh(x)` on each element.
/// - Adjoint: `λ_x = λ · (.fusedMultiplyAdd(-y, y, 1))`.
/// - Edge cases: ±0 gives ±0; ±∞ gives ±1; NaN gives NaN.
public struct HyperbolicTangent: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `tanh`.
  public var name: String { "tanh" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .tanh(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [.fusedMultiplyAdd(-y, y, 1)]
  }
}

/// The hyperbolic tangent of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func tanh(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(HyperbolicTangent(), x) }
