/// The tensor repeated to a larger shape, as NumPy does.
///
/// - Shapes: the operand's shape broadcasts to the given one.
/// - Arithmetic: copies.
/// - Adjoint: `λ_x` is `λ` summed over the repeated axes.
/// - Edge cases: extents of 0 give an empty tensor.
public struct BroadcastTo: Operation {
  /// The result's shape.
  public let shape: Shape

  /// The operation.
  public init(_ shape: Shape) { self.shape = shape }

  /// `broadcastTo`.
  public var name: String { "broadcastTo" }

  /// The given shape.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1, shape.isRepresentable,
      operands[0].shape.broadcast(with: shape) == shape
    else { throw OperandError(expected: "a tensor that broadcasts to \(shape)") }
    return TensorType(operands[0].elementType, shape)
  }

  /// The cotangent summed over the repeated axes.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.value(try site.cotangent.summed(to: site.operands[0].shape))]
  }

  /// The tangent, repeated.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? {
    try site.tangents[0]?.broadcast(to: shape)
  }

  /// Operand read and result written once.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: 0, moving: [result], result)
  }

  /// The viewed elements.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    operands[0].elements(at: view(of: operands[0].shape).indices(type.shape), shape: type.shape)
  }

  /// A strided copy.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm {
    .copy(view(of: operands[0].shape))
  }

  private func view(of operand: Shape) -> View {
    View(offset: 0, strides: operand.broadcastStrides(to: shape))
  }
}

extension Node {
  /// The tensor repeated to a larger shape.
  ///
  /// - Throws: `GraphError.operands` unless it broadcasts to it.
  public func broadcast(to shape: Shape) throws(GraphError) -> Node {
    self.shape == shape ? self : try graph.apply(BroadcastTo(shape), [self])
  }
}
