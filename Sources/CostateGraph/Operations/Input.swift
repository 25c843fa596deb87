/// A tensor that is set from outside before a run.
///
/// - Adjoint: none of its own; its adjoint is the sum over its successors.
public struct Input: Operation {
  /// `input`.
  public var name: String { "input" }

  /// Never asked: inputs are built with their type.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    throw OperandError(expected: "no use of an input as an operation; call graph.input")
  }

  /// No operands.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] { [] }

  /// Zero unless seeded.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? { nil }

  /// Nothing.
  public func cost(operands: [TensorType], result: TensorType) -> Cost { Cost(flops: 0, bytes: 0) }

  /// Never asked: the value is given.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    preconditionFailure("an input has no value of its own")
  }

  /// Written from outside.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm { .source }
}
