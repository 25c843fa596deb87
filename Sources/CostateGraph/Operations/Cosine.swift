/// The cosine, `y = cos x`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.cos(x)` on each element.
/// - Adjoint: `λ_x = λ · (-.sin(x))`.
/// - Edge cases: ±0 gives 1; ±∞ and NaN give NaN.
public struct Cosine: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `cos`.
  public var name: String { "cos" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .cos(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [-.sin(x[0])]
  }
}

/// The cosine of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func cos(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(Cosine(), x) }
