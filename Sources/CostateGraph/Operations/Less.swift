/// A comparison, `y = 1 where a < b, else 0`.
///
/// - Shapes: broadcast as in NumPy.
/// - Arithmetic: one rounding on each element.
/// - Adjoint: zero, summed over repeated axes.
/// - Edge cases: 0 where either is NaN; −0 equals +0.
public struct Less: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `less`.
  public var name: String { "less" }
  /// 2.
  public var operandCount: Int { 2 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .less(x[0], x[1]) }

  /// The derivatives.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [0, 0]
  }
}

/// 1 where `a < b`, else 0, element by element.
///
/// - Throws: `GraphError.operands` when element types differ or shapes do not broadcast.
public func less(_ a: Node, _ b: Node) throws(GraphError) -> Node {
  try a.graph.apply(Less(), a, b)
}
