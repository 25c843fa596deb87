import CostateSIMD

/// The sum over axes.
///
/// - Shapes: the reduced axes are dropped, or kept with extent 1.
/// - Arithmetic: terms in row-major order of the reduced axes. If the last axis is reduced,
///   `Arithmetic.partialSumCount` interleaved partial sums in chunks of
///   `Arithmetic.reductionChunkLength`; otherwise ascending in chunks of
///   `Arithmetic.productChunkLength`. Chunk sums are added ascending.
/// - Adjoint: `λ_x` is `λ` repeated.
/// - Cost: one flop for each element.
/// - Edge cases: no terms give +0; a sum of −0 is −0.
public struct Sum: LinearOperation {
  /// The reduced axes, ascending.
  public let axes: [Int]
  /// Whether reduced axes stay with extent 1.
  public let keepsAxes: Bool

  /// The operation.
  public init(axes: [Int], keepsAxes: Bool = false) {
    self.axes = axes.sorted()
    self.keepsAxes = keepsAxes
  }

  /// `sum`.
  public var name: String { "sum" }

  /// The kept extents.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    try ReducedAxes(axes: axes, keepsAxes: keepsAxes).resultType(of: operands)
  }

  /// The cotangent, repeated.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.value(try ReducedAxes.keepingAxes(site.cotangent, axes, of: site.operands[0].shape))]
  }

  /// One addition for each element.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: Double(operands[0].elementCount), moving: operands, result)
  }

  /// Element by element.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    let isTrailing = axes.last == operands[0].shape.rank - 1
    return Tensor.map(
      operands, shape: type.shape,
      SumReference(
        groups: ReducedAxes(axes: axes, keepsAxes: keepsAxes).groups(operands[0].shape),
        isTrailing: isTrailing))
  }

  /// A reduction.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm {
    .reduction(.sum, axes: axes)
  }
}

private struct SumReference: ScalarComputation {
  let groups: [[Int]]
  let isTrailing: Bool

  func callAsFunction<Scalar: LaneScalar>(_ operands: [[Scalar]]) -> [Scalar] {
    groups.map { group in
      let terms = group.map { operands[0][$0] }
      return isTrailing ? Arithmetic.interleavedSum(terms) : Arithmetic.ascendingSum(terms)
    }
  }
}

extension Node {
  /// The sum over axes, by default over all.
  ///
  /// - Throws: `GraphError.operands` for integers and axes the tensor does not have.
  public func sum(axes: [Int]? = nil, keepsAxes: Bool = false) throws(GraphError) -> Node {
    let axes = axes ?? Array(0..<shape.rank)
    return axes.isEmpty ? self : try graph.apply(Sum(axes: axes, keepsAxes: keepsAxes), [self])
  }
}
