/// Exponentials scaled to sum to 1 along an axis, `y = e^(x−m) / Σ e^(x−m)` with `m = max x`.
///
/// - Shapes: any of rank at least 1; the result has the operand's.
/// - Arithmetic: as written, by ``MaximumOverAxes``, ``Sum`` and elementwise operations.
/// - Adjoint: `λ_x = y (λ − Σ λ y)`.
/// - Edge cases: finite elements never overflow; an infinite maximum gives NaN.
public struct Softmax: CompositeOperation {
  /// The axis, from 0.
  public let axis: Int

  /// The operation.
  public init(axis: Int) { self.axis = axis }

  /// `softmax`.
  public var name: String { "softmax" }

  /// Shifted by the maximum.
  public func expand(_ operands: [Node]) throws(GraphError) -> Node {
    let x = operands[0]
    let exponentials = try exp(x - x.maximum(axes: [axis], keepsAxes: true))
    return try exponentials / exponentials.sum(axes: [axis], keepsAxes: true)
  }

  /// The cotangent without its mean under the softmax, times the softmax.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let mean = try (site.cotangent * site.result).sum(axes: [axis], keepsAxes: true)
    return [.product(site.result, try site.cotangent - mean)]
  }
}

extension Node {
  /// Exponentials scaled to sum to 1 along an axis, by default the last.
  ///
  /// - Throws: `GraphError.operands` for integers, scalars and an axis the tensor does not have.
  public func softmax(axis: Int? = nil) throws(GraphError) -> Node {
    try graph.apply(Softmax(axis: axis ?? shape.rank - 1), [self])
  }
}
