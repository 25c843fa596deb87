/// An operation made of other nodes, with an adjoint rule of its own.
///
/// Applying it builds the nodes of `expand` and marks the result; the adjoint of the result then
/// goes to the operands by `adjointTerms`, not through the expansion.
public protocol CompositeOperation: Hashable, Sendable {
  /// The name in reports and errors.
  var name: String { get }

  /// Builds the value from the operands.
  func expand(_ operands: [Node]) throws(GraphError) -> Node

  /// The terms added to the adjoint of each operand, in operand order.
  func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm]
}

extension Graph {
  /// Appends a composite.
  ///
  /// - Throws: `GraphError.operands` without operands, and what its expansion throws.
  public func apply(
    _ composite: some CompositeOperation, _ operands: [Node]
  ) throws(GraphError) -> Node {
    guard !operands.isEmpty else {
      throw .operands(
        operation: composite.name, expected: "at least one operand", given: ["none"])
    }
    let value = try composite.expand(operands)
    return try apply(CompositeResult(composite), [value] + operands)
  }
}

/// A result that passes on what other operands were expanded to: checks evaluate the expansion.
package protocol ExpandedOperation: AliasOperation {
  /// Builds the value anew from all operands, the passed-on one among them.
  func expand(_ operands: [Node]) throws(GraphError) -> Node
}

/// The result of a composite: operand 0, with the composite's adjoint rule for the others.
package struct CompositeResult<Composite: CompositeOperation>: ExpandedOperation {
  let composite: Composite

  init(_ composite: Composite) { self.composite = composite }

  package var name: String { composite.name }

  package func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    operands[0]
  }

  package func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let terms = try composite.adjointTerms(
      AdjointSite(
        operands: Array(site.operands.dropFirst()), result: site.result,
        cotangent: site.cotangent))
    return [.zero] + terms
  }

  package func expand(_ operands: [Node]) throws(GraphError) -> Node {
    try composite.expand(Array(operands.dropFirst()))
  }

  package func tangent(_ site: TangentSite) throws(GraphError) -> Node? { site.tangents[0] }

  package func reference(_ operands: [Tensor], type: TensorType) -> Tensor { operands[0] }
}
