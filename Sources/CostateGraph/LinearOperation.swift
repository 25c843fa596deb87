/// An operation that is linear in operand 0 and moves with nothing else.
///
/// Its tangent is the operation itself on the operand's tangent.
public protocol LinearOperation: Operation {}

extension LinearOperation {
  /// `ẏ = f(ẋ)`.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? {
    guard let tangent = site.tangents[0] else { return nil }
    return try tangent.graph.apply(self, [tangent] + site.operands.dropFirst())
  }
}

/// An operation that copies operand 0 through a strided view.
public protocol ViewOperation: LinearOperation {
  /// The positions of the result's elements in an operand of the given shape.
  func view(of operand: Shape) -> View
}

extension ViewOperation {
  /// Each element read and written once.
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
}
