/// The logistic function, `y = 1 / (1 + e^−x)`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `1 / (1 + .exp(-x))` on each element.
/// - Adjoint: `λ_x = λ · (y * (1 - y))`.
/// - Edge cases: −∞ gives 0, +∞ gives 1; NaN gives NaN.
public struct Sigmoid: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `sigmoid`.
  public var name: String { "sigmoid" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { 1 / (1 + .exp(-x[0])) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [y * (1 - y)]
  }
}

/// The logistic function of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func sigmoid(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(Sigmoid(), x) }
