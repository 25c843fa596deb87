/// The mean over axes: the sum divided by the number of terms.
///
/// - Shapes: the reduced axes are dropped, or kept with extent 1.
/// - Arithmetic: ``Sum``, then one division.
/// - Adjoint: `λ_x` is `λ / count` repeated.
/// - Edge cases: no terms give 0 / 0, NaN.
public struct Mean: CompositeOperation {
  /// The reduced axes.
  public let axes: [Int]
  /// Whether reduced axes stay with extent 1.
  public let keepsAxes: Bool

  /// The operation.
  public init(axes: [Int], keepsAxes: Bool = false) {
    self.axes = axes
    self.keepsAxes = keepsAxes
  }

  /// `mean`.
  public var name: String { "mean" }

  /// The sum, divided.
  public func expand(_ operands: [Node]) throws(GraphError) -> Node {
    let sum = try operands[0].graph.apply(Sum(axes: axes, keepsAxes: keepsAxes), operands)
    return try sum / count(operands[0].shape)
  }

  /// The divided cotangent, repeated.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let shape = site.operands[0].shape
    return [.value(try ReducedAxes.keepingAxes(site.cotangent / count(shape), axes, of: shape))]
  }

  private func count(_ shape: Shape) -> Double {
    Double(axes.reduce(1) { $0 * shape[$1] })
  }
}

extension Node {
  /// The mean over axes, by default over all.
  ///
  /// - Throws: `GraphError.operands` for integers and axes the tensor does not have.
  public func mean(axes: [Int]? = nil, keepsAxes: Bool = false) throws(GraphError) -> Node {
    let axes = axes ?? Array(0..<shape.rank)
    return axes.isEmpty ? self : try graph.apply(Mean(axes: axes, keepsAxes: keepsAxes), [self])
  }
}
