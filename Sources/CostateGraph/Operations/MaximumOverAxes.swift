import CostateSIMD

/// The largest element along axes.
///
/// - Shapes: the reduced axes are dropped, or kept with extent 1; none may be empty.
/// - Arithmetic: IEEE 754-2019 maximum, whose result does not depend on the order.
/// - Adjoint: `λ_x` is `λ / count` where `x` equals the maximum, `count` times; else 0.
/// - Edge cases: NaN if any element is NaN, with adjoint NaN; +0 is larger than −0, but both equal
///   a maximum of 0.
public struct MaximumOverAxes: Operation {
  /// The reduced axes, ascending.
  public let axes: [Int]
  /// Whether reduced axes stay with extent 1.
  public let keepsAxes: Bool

  /// The operation.
  public init(axes: [Int], keepsAxes: Bool = false) {
    self.axes = axes.sorted()
    self.keepsAxes = keepsAxes
  }

  /// `maximumOverAxes`.
  public var name: String { "maximumOverAxes" }

  /// The kept extents.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    let type = try ReducedAxes(axes: axes, keepsAxes: keepsAxes).resultType(of: operands)
    guard axes.allSatisfy({ operands[0].shape[$0] > 0 }) else {
      throw OperandError(expected: "a tensor with at least one element along axes \(axes)")
    }
    return type
  }

  /// The cotangent shared among the elements that are the maximum.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let x = site.operands[0]
    let isLargest = try mask(x, site.result)
    let count = try isLargest.sum(axes: axes, keepsAxes: true)
    let share = try ReducedAxes.keepingAxes(site.cotangent, axes, of: x.shape) / count
    return [.product(isLargest, share)]
  }

  /// The mean tangent of the elements that are the maximum.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? {
    guard let tangent = site.tangents[0] else { return nil }
    let isLargest = try mask(site.operands[0], site.result)
    let count = try isLargest.sum(axes: axes, keepsAxes: keepsAxes)
    return try (isLargest * tangent).sum(axes: axes, keepsAxes: keepsAxes) / count
  }

  private func mask(_ x: Node, _ maximum: Node) throws(GraphError) -> Node {
    try equal(x, ReducedAxes.keepingAxes(maximum, axes, of: x.shape))
  }

  /// One comparison for each element.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: Double(operands[0].elementCount), moving: operands, result)
  }

  /// Element by element.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    Tensor.map(
      operands, shape: type.shape,
      MaximumReference(
        groups: ReducedAxes(axes: axes, keepsAxes: keepsAxes).groups(operands[0].shape)))
  }

  /// A reduction.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm {
    .reduction(.maximum, axes: axes)
  }
}

private struct MaximumReference: ScalarComputation {
  let groups: [[Int]]

  func callAsFunction<Scalar: LaneScalar>(_ operands: [[Scalar]]) -> [Scalar] {
    groups.map { group in
      group.dropFirst().reduce(operands[0][group[0]]) { largest, i in
        Vector<ScalarLanes<Scalar>>.maximum(Vector(largest), Vector(operands[0][i])).raw
      }
    }
  }
}

extension Node {
  /// The largest element along axes, by default of all.
  ///
  /// - Throws: `GraphError.operands` for integers, empty axes and axes the tensor does not have.
  public func maximum(axes: [Int]? = nil, keepsAxes: Bool = false) throws(GraphError) -> Node {
    let axes = axes ?? Array(0..<shape.rank)
    return axes.isEmpty
      ? self : try graph.apply(MaximumOverAxes(axes: axes, keepsAxes: keepsAxes), [self])
  }
}
