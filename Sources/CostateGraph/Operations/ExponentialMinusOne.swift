/// The exponential minus one, accurate near 0, `y = e^x − 1`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.expm1(x)` on each element.
/// - Adjoint: `λ_x = λ · (y + 1)`.
/// - Edge cases: ±0 gives ±0; −∞ gives −1; NaN gives NaN.
public struct ExponentialMinusOne: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `expm1`.
  public var name: String { "expm1" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .expm1(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [y + 1]
  }
}

/// The exponential minus one, accurate near 0 of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func expm1(_ x: Node) throws(GraphError) -> Node {
  try x.graph.apply(ExponentialMinusOne(), x)
}
