/// A choice, `y = a where c ≠ 0, else b`.
///
/// - Shapes: broadcast as in NumPy.
/// - Arithmetic: copies.
/// - Adjoint: `λ_c = 0`, `λ_a = λ` where `c ≠ 0`, else 0; `λ_b` the other way round.
/// - Edge cases: ±0 choose `b`; NaN counts as not zero.
public struct Select: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `select`.
  public var name: String { "select" }
  /// 3.
  public var operandCount: Int { 3 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .select(x[0], x[1], x[2]) }

  /// The derivatives.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [0, .select(x[0], 1, 0), .select(x[0], 0, 1)]
  }
}

/// `a` where `condition` is not zero, else `b`, element by element.
///
/// - Throws: `GraphError.operands` when element types differ or shapes do not broadcast.
public func select(_ condition: Node, _ a: Node, _ b: Node) throws(GraphError) -> Node {
  try condition.graph.apply(Select(), [condition, a, b])
}
