/// The squared Euclidean norm, `y = Σ x_i²`.
///
/// - Shapes: any; the result is a scalar.
/// - Arithmetic: ``Dot`` of the operand with itself.
/// - Adjoint: `λ_x = (2λ) x`.
/// - Cost: two flops for each element.
/// - Edge cases: no terms give +0.
public struct SquaredNorm: CompositeOperation {
  /// The operation.
  public init() {}

  /// `squaredNorm`.
  public var name: String { "squaredNorm" }

  /// The dot product with itself.
  public func expand(_ operands: [Node]) throws(GraphError) -> Node {
    try dot(operands[0], operands[0])
  }

  /// Twice the cotangent times the operand.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.product(try site.cotangent * 2, site.operands[0])]
  }
}

extension Node {
  /// The sum of the squares of all elements.
  ///
  /// - Throws: `GraphError.operands` for integers.
  public func squaredNorm() throws(GraphError) -> Node { try graph.apply(SquaredNorm(), [self]) }
}
