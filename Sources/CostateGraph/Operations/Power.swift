/// The power, `y = a^b`.
///
/// - Shapes: broadcast as in NumPy.
/// - Arithmetic: one rounding on each element.
/// - Adjoint: `λ_a = λ b a^(b−1)`, `λ_b = λ y ln a`, 0 where `a = 0`, summed over repeated axes.
/// - Edge cases: those of C99 `pow`.
public struct Power: ElementwiseOperation {
  /// The operation.
  public init() {}

  /// `power`.
  public var name: String { "power" }
  /// 2.
  public var operandCount: Int { 2 }

  /// The value.
  public func value(_ x: [LaneExpression]) -> LaneExpression { .pow(x[0], x[1]) }

  /// The derivatives.
  public func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
    [x[1] * .pow(x[0], x[1] - 1), .select(.equal(x[0], 0), 0, y * .log(x[0]))]
  }
}

/// The power, element by element.
///
/// - Throws: `GraphError.operands` when element types differ or shapes do not broadcast.
public func pow(_ a: Node, _ b: Node) throws(GraphError) -> Node {
  try a.graph.apply(Power(), a, b)
}

/// The power with a fixed exponent, rounded to the element type.
///
/// - Throws: `GraphError.operands` for integers.
public func pow(_ a: Node, _ exponent: Double) throws(GraphError) -> Node {
  try pow(a, a.scalar(exponent))
}
