/// The square root, `y = √x`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.sqrt(x)` on each element.
/// - Adjoint: `λ_x = λ · (0.5 / y)`.
/// - Edge cases: −0 gives −0, a negative number NaN; the derivative at ±0 is ±∞.
public struct SquareRoot: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `sqrt`.
  public var name: String { "sqrt" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .sqrt(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [0.5 / y]
  }
}

/// The square root of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func sqrt(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(SquareRoot(), x) }
