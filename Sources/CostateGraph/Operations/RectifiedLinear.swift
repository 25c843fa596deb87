/// The rectified linear function, `y = max(x, 0)`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.maximum(x, 0)` on each element.
/// - Adjoint: `λ_x = λ · (.less(0, x))`.
/// - Edge cases: −0 gives +0; NaN gives NaN, with derivative 0; the derivative at ±0 is 0.
public struct RectifiedLinear: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `relu`.
  public var name: String { "relu" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .maximum(x[0], 0) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [.less(0, x[0])]
  }
}

/// The rectified linear function of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func relu(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(RectifiedLinear(), x) }
