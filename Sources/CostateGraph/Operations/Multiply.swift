/// The elementwise product, `y = a · b`.
///
/// - Shapes: broadcast as in NumPy.
/// - Arithmetic: one rounding on each element.
/// - Adjoint: `λ_a = λ b`, `λ_b = λ a`, summed over repeated axes.
/// - Edge cases: as IEEE 754 says for ±0, ±∞ and NaN.
public struct Multiply: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `multiply`.
  public var name: String { "multiply" }
  /// 2.
  public var operandCount: Int { 2 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { x[0] * x[1] }

  /// The derivatives.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [x[1], x[0]]
  }
}

extension Node {
  /// The elementwise product.
  ///
  /// - Throws: `GraphError.operands` when element types differ or shapes do not broadcast.
  public static func * (a: Node, b: Node) throws(GraphError) -> Node {
    try a.graph.apply(Multiply(), a, b)
  }

  /// The product with a number, rounded to the element type.
  public static func * (a: Node, factor: Double) throws(GraphError) -> Node {
    try a.graph.apply(Scale(by: factor), a)
  }

  /// The product with a number, rounded to the element type.
  public static func * (factor: Double, a: Node) throws(GraphError) -> Node { try a * factor }
}
