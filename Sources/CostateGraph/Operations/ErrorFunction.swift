/// The error function, `y = erf x`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.erf(x)` on each element.
/// - Adjoint: `λ_x = λ · (1.1283791670955126 * .exp(-(x * x)))`.
/// - Edge cases: ±0 gives ±0; ±∞ gives ±1; NaN gives NaN.
public struct ErrorFunction: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `erf`.
  public var name: String { "erf" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .erf(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [1.1283791670955126 * .exp(-(x[0] * x[0]))]
  }
}

/// The error function of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func erf(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(ErrorFunction(), x) }
