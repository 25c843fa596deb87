/// The logarithm of the sum of exponentials over axes, `y = m + ln Σ e^(x−m)` with `m = max x`.
///
/// - Shapes: the reduced axes are dropped, or kept with extent 1; none may be empty.
/// - Arithmetic: as written, by ``MaximumOverAxes``, ``Sum`` and elementwise operations.
/// - Adjoint: `λ_x = λ e^(x−y)`.
/// - Edge cases: finite elements never overflow; an infinite maximum gives NaN.
public struct LogSumExp: CompositeOperation {
  /// The reduced axes.
  public let axes: [Int]
  /// Whether reduced axes stay with extent 1.
  public let keepsAxes: Bool

  /// The operation.
  public init(axes: [Int], keepsAxes: Bool = false) {
    self.axes = axes
    self.keepsAxes = keepsAxes
  }

  /// `logSumExp`.
  public var name: String { "logSumExp" }

  /// Shifted by the maximum.
  public func expand(_ operands: [Node]) throws(GraphError) -> Node {
    let x = operands[0]
    let largest = try x.maximum(axes: axes, keepsAxes: true)
    let sum = try exp(x - largest).sum(axes: axes, keepsAxes: true)
    let value = try largest + log(sum)
    if keepsAxes { return value }
    return try value.reshaped(
      to: Shape((0..<x.shape.rank).filter { !axes.contains($0) }.map { x.shape[$0] }))
  }

  /// The cotangent times the softmax.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let x = site.operands[0]
    let value = try ReducedAxes.keepingAxes(site.result, axes, of: x.shape)
    let cotangent = try ReducedAxes.keepingAxes(site.cotangent, axes, of: x.shape)
    return [.product(cotangent, try exp(x - value))]
  }
}

extension Node {
  /// The logarithm of the sum of exponentials over axes, by default over all.
  ///
  /// - Throws: `GraphError.operands` for integers, empty axes and axes the tensor does not have.
  public func logSumExp(axes: [Int]? = nil, keepsAxes: Bool = false) throws(GraphError) -> Node {
    let axes = axes ?? Array(0..<shape.rank)
    return axes.isEmpty
      ? self : try graph.apply(LogSumExp(axes: axes, keepsAxes: keepsAxes), [self])
  }
}
