/// The softplus function, `y = ln(1 + e^x)`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.maximum(x, 0) + .log1p(.exp(-.abs(x)))` on each element.
/// - Adjoint: `λ_x = λ · (1 / (1 + .exp(-x)))`.
/// - Edge cases: written so that neither tail overflows; −∞ gives 0, +∞ gives +∞; NaN gives NaN.
public struct Softplus: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `softplus`.
  public var name: String { "softplus" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression {
    .maximum(x[0], 0) + .log1p(.exp(-.abs(x[0])))
  }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [1 / (1 + .exp(-x[0]))]
  }
}

/// The softplus function of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func softplus(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(Softplus(), x) }
