/// The larger of two, `y = max(a, b)`.
///
/// - Shapes: broadcast as in NumPy.
/// - Arithmetic: one rounding on each element.
/// - Adjoint: `λ_a = λ` where `a ≥ b`, `λ_b = λ` where `b > a`, else 0, summed over repeated axes.
/// - Edge cases: NaN if either is NaN, with derivatives 0; +0 is larger than −0.
public struct Maximum: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `maximum`.
  public var name: String { "maximum" }
  /// 2.
  public var operandCount: Int { 2 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .maximum(x[0], x[1]) }

  /// The derivatives.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [.lessOrEqual(x[1], x[0]), .less(x[0], x[1])]
  }
}

/// The larger of two, element by element.
///
/// - Throws: `GraphError.operands` when element types differ or shapes do not broadcast.
public func maximum(_ a: Node, _ b: Node) throws(GraphError) -> Node {
  try a.graph.apply(Maximum(), a, b)
}
