/// The magnitude, `y = |x|`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.abs(x)` on each element.
/// - Adjoint: `λ_x = λ · (.select(.equal(x, x), .less(0, x) - .less(x, 0), x))`.
/// - Edge cases: clears the sign, of −0 and NaN too; the derivative at ±0 is 0, at NaN NaN.
public struct Absolute: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `abs`.
  public var name: String { "abs" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .abs(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [.select(.equal(x[0], x[0]), .less(0, x[0]) - .less(x[0], 0), x[0])]
  }
}

/// The magnitude of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func abs(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(Absolute(), x) }
