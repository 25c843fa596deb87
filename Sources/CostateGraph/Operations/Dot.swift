import CostateSIMD

/// The sum of the products of all elements, `y = Σ a_i b_i`.
///
/// - Shapes: two of one shape; the result is a scalar.
/// - Arithmetic: FMA into `Arithmetic.partialSumCount` interleaved partial sums in chunks of
///   `Arithmetic.reductionChunkLength`, chunk sums added ascending.
/// - Adjoint: `λ_a = λ b`, `λ_b = λ a`.
/// - Cost: two flops for each element.
/// - Edge cases: no terms give +0.
public struct Dot: Operation {
  /// The operation.
  public init() {}

  /// `dot`.
  public var name: String { "dot" }

  /// A scalar.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 2, operands[0] == operands[1], operands[0].elementType.isFloatingPoint
    else { throw OperandError(expected: "two floating-point tensors of one type") }
    return TensorType(operands[0].elementType, .scalar)
  }

  /// The cotangent times the other operand.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.product(site.cotangent, site.operands[1]), .product(site.cotangent, site.operands[0])]
  }

  /// `ẏ = ȧ · b + a · ḃ`.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? {
    var terms: [AdjointTerm] = []
    for (tangent, other) in zip(site.tangents, site.operands.reversed()) {
      if let tangent { terms.append(.value(try dot(tangent, other))) }
    }
    return try site.result.graph.accumulate(terms, type: site.result.type)
  }

  /// A product and a sum for each element.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: 2 * Double(operands[0].elementCount), moving: operands, result)
  }

  /// The interleaved sum.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    Tensor.map(operands, shape: .scalar, DotReference())
  }

  /// A sum of products.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm { .sumOfProducts }
}

private struct DotReference: ScalarComputation {
  func callAsFunction<Scalar: LaneScalar>(_ operands: [[Scalar]]) -> [Scalar] {
    [Arithmetic.interleavedDot(operands[0], operands[1])]
  }
}

/// The sum of the products of all elements of two tensors of one shape.
///
/// - Throws: `GraphError.operands` when the types differ.
public func dot(_ a: Node, _ b: Node) throws(GraphError) -> Node {
  try a.graph.apply(Dot(), [a, b])
}
