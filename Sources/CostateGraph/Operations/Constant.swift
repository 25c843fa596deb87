/// A tensor known when the graph is built.
///
/// - Adjoint: none of its own; its adjoint is the sum over its successors.
public struct Constant: Operation {
  /// The elements.
  public let tensor: Tensor

  package init(_ tensor: Tensor) { self.tensor = tensor }

  /// `constant`.
  public var name: String { "constant" }

  /// The tensor's type.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    tensor.type
  }

  /// No operands.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] { [] }

  /// Zero.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? { nil }

  /// Nothing.
  public func cost(operands: [TensorType], result: TensorType) -> Cost { Cost(flops: 0, bytes: 0) }

  /// The tensor.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor { tensor }

  /// Written from outside.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm { .source }

  /// Constants are equal when their bits are: −0 is not +0, NaN is itself.
  public static func == (a: Self, b: Self) -> Bool {
    a.tensor.type == b.tensor.type
      && a.tensor.withBytes { x in b.tensor.withBytes { y in x.elementsEqual(y) } }
  }

  /// Hashes type and bits.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(tensor.type)
    tensor.withBytes { hasher.combine(bytes: $0) }
  }
}
