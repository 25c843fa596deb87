/// The tensor repeated to a larger shape, as NumPy does.
///
/// - Shapes: the operand's shape broadcasts to the given one.
/// - Arithmetic: copies.
/// - Adjoint: `λ_x` is `λ` summed over the repeated axes.
/// - Edge cases: extents of 0 give an empty tensor.
public struct BroadcastTo: ViewOperation {
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

  /// The positions of the result's elements.
  public func view(of operand: Shape) -> View {
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
