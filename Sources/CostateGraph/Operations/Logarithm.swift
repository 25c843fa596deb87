/// The natural logarithm, `y = ln x`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.log(x)` on each element.
/// - Adjoint: `λ_x = λ · (1 / x)`.
/// - Edge cases: ±0 gives −∞, a negative number NaN; NaN gives NaN.
public struct Logarithm: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `log`.
  public var name: String { "log" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .log(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [1 / x[0]]
  }
}

/// The natural logarithm of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func log(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(Logarithm(), x) }
