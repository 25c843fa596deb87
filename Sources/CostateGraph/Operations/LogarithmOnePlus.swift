/// The natural logarithm of one plus x, accurate near 0, `y = ln(1 + x)`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.log1p(x)` on each element.
/// - Adjoint: `λ_x = λ · (1 / (1 + x))`.
/// - Edge cases: ±0 gives ±0; −1 gives −∞, less NaN; NaN gives NaN.
public struct LogarithmOnePlus: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `log1p`.
  public var name: String { "log1p" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .log1p(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [1 / (1 + x[0])]
  }
}

/// The natural logarithm of one plus x, accurate near 0 of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func log1p(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(LogarithmOnePlus(), x) }
