/// The difference, `y = a − b`.
///
/// - Shapes: broadcast as in NumPy.
/// - Arithmetic: one rounding on each element.
/// - Adjoint: `λ_a = λ`, `λ_b = −λ`, summed over repeated axes.
/// - Edge cases: as IEEE 754 says for ±0, ±∞ and NaN.
public struct Subtract: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `subtract`.
  public var name: String { "subtract" }
  /// 2.
  public var operandCount: Int { 2 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { x[0] - x[1] }

  /// The derivatives.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [1, -1]
  }
}

extension Node {
  /// The difference.
  ///
  /// - Throws: `GraphError.operands` when element types differ or shapes do not broadcast.
  public static func - (a: Node, b: Node) throws(GraphError) -> Node {
    try a.graph.apply(Subtract(), a, b)
  }

  /// The difference with a number, rounded to the element type.
  public static func - (a: Node, b: Double) throws(GraphError) -> Node {
    try a - a.scalar(b)
  }

  /// The difference with a number, rounded to the element type.
  public static func - (a: Double, b: Node) throws(GraphError) -> Node {
    try b.scalar(a) - b
  }
}
