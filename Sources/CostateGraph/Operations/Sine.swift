/// The sine, `y = sin x`.
///
/// - Shapes: any; the result has the operand's.
/// - Arithmetic: the lane primitive composition `.sin(x)` on each element.
/// - Adjoint: `λ_x = λ · (.cos(x))`.
/// - Edge cases: ±0 gives ±0; ±∞ and NaN give NaN.
public struct Sine: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `sin`.
  public var name: String { "sin" }
  /// 1.
  public var operandCount: Int { 1 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .sin(x[0]) }

  /// The derivative.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [.cos(x[0])]
  }
}

/// The sine of each element.
///
/// - Throws: `GraphError.operands` for integers.
public func sin(_ x: Node) throws(GraphError) -> Node { try x.graph.apply(Sine(), x) }
