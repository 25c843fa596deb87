/// The same elements in row-major order under another shape.
///
/// - Shapes: any with the same number of elements.
/// - Arithmetic: none; the result shares the operand's memory.
/// - Adjoint: `λ_x = λ` under the operand's shape.
public struct Reshape: AliasOperation, LinearOperation {
  /// The result's shape.
  public let shape: Shape

  /// The operation.
  public init(to shape: Shape) { self.shape = shape }

  /// `reshape`.
  public var name: String { "reshape" }

  /// The given shape.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1, shape.isRepresentable,
      operands[0].elementCount == shape.elementCount
    else { throw OperandError(expected: "a tensor of as many elements as \(shape)") }
    return TensorType(operands[0].elementType, shape)
  }

  /// The cotangent under the operand's shape.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.value(try site.cotangent.reshaped(to: site.operands[0].shape))]
  }

  /// The same elements.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    Tensor(unchecked: operands[0].elements, shape: shape)
  }
}

extension Node {
  /// The same elements under another shape.
  ///
  /// - Throws: `GraphError.operands` when the numbers of elements differ.
  public func reshaped(to shape: Shape) throws(GraphError) -> Node {
    self.shape == shape ? self : try graph.apply(Reshape(to: shape), [self])
  }
}
