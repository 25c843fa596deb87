/// The smaller of two, `y = min(a, b)`.
///
/// - Shapes: broadcast as in NumPy.
/// - Arithmetic: one rounding on each element.
/// - Adjoint: `λ_a = λ` where `a ≤ b`, `λ_b = λ` where `b < a`, else 0, summed over repeated axes.
/// - Edge cases: NaN if either is NaN, with derivatives 0; −0 is smaller than +0.
public struct Minimum: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `minimum`.
  public var name: String { "minimum" }
  /// 2.
  public var operandCount: Int { 2 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .minimum(x[0], x[1]) }

  /// The derivatives.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [.lessOrEqual(x[0], x[1]), .less(x[1], x[0])]
  }
}

/// The smaller of two, element by element.
///
/// - Throws: `GraphError.operands` when element types differ or shapes do not broadcast.
public func minimum(_ a: Node, _ b: Node) throws(GraphError) -> Node {
  try a.graph.apply(Minimum(), a, b)
}
