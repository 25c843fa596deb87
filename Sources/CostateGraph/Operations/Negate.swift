/// The negative, `y = −x`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: flips the sign of each element.
/// - Adjoint: `λ_x = −λ`.
/// - Edge cases: the sign of zeros, infinities and NaN flips too.
public struct Negate: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `negate`.
  public var name: String { "negate" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { -x[0] }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] { [-1] }
}

extension Node {
  /// The negative of each element.
  ///
  /// - Throws: `GraphError.operands` for integers.
  public static prefix func - (x: Node) throws(GraphError) -> Node {
    try x.graph.apply(Negate(), x)
  }
}
