/// The exponential, `y = e^x`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.exp(x)` on each element.
/// - Adjoint: `λ_x = λ · (y)`.
/// - Edge cases: overflow gives +∞, underflow a subnormal or +0; NaN gives NaN.
public struct Exponential: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `exp`.
  public var name: String { "exp" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .exp(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [y]
  }
}

/// The exponential of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func exp(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(Exponential(), x) }
