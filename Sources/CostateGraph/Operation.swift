/// An elementary operation f_i: a value that carries all its rules.
///
/// Everything the passes need to know of an operation stands in its conformance; no pass switches
/// over operations. Outside the package, conform to ``ElementwiseOperation``,
/// ``CompositeOperation`` or ``OpaqueOperation``, which fill most of this in.
public protocol Operation: Hashable, Sendable {
  /// The name in reports and errors.
  var name: String { get }

  /// The type of the result.
  ///
  /// - Throws: what was expected, when the operands do not fit.
  func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType

  /// The terms λ_i ∂f_i/∂z_j that this node adds to the adjoint of each operand, in operand order.
  func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm]

  /// The directional derivative of the result, or nil when it is zero.
  func tangent(_ site: TangentSite) throws(GraphError) -> Node?

  /// The work of one evaluation.
  func cost(operands: [TensorType], result: TensorType) -> Cost

  /// The specification: the exact result, in plain Swift.
  func reference(_ operands: [Tensor], type: TensorType) -> Tensor

  /// Which kernel computes it.
  func kernel(operands: [TensorType], result: TensorType) -> KernelForm
}

/// Where an adjoint rule is applied: the node and its adjoint λ_i.
public struct AdjointSite {
  /// z_α(i).
  public let operands: [Node]
  /// z_i.
  public let result: Node
  /// λ_i.
  public let cotangent: Node

  package init(operands: [Node], result: Node, cotangent: Node) {
    self.operands = operands
    self.result = result
    self.cotangent = cotangent
  }
}

/// Where a tangent rule is applied: the node and the tangents of its operands, nil for zero.
public struct TangentSite {
  /// z_α(i).
  public let operands: [Node]
  /// z_i.
  public let result: Node
  /// ż_α(i).
  public let tangents: [Node?]

  package init(operands: [Node], result: Node, tangents: [Node?]) {
    self.operands = operands
    self.result = result
    self.tangents = tangents
  }
}

/// One term of the sum λ_j = Σ λ_i ∂f_i/∂z_j.
public enum AdjointTerm {
  /// The operand does not influence the result, or has no derivative.
  case zero
  /// The term is a node.
  case value(Node)
  /// The term is a node's negative.
  case negatedValue(Node)
  /// The elementwise product of two nodes that broadcast to the operand's shape.
  case product(Node, Node)
  /// A matrix product, added chunk by chunk.
  case matrixProduct(Node, Node, MatrixProduct)
  /// A matrix product, subtracted chunk by chunk.
  case negatedMatrixProduct(Node, Node, MatrixProduct)
}

/// The work of a node or a batch.
public struct Cost: Sendable, Hashable {
  /// Floating-point operations; a fused multiply-add is 2.
  public var flops: Double
  /// Bytes read and written once.
  public var bytes: Double

  /// A cost.
  public init(flops: Double, bytes: Double) {
    self.flops = flops
    self.bytes = bytes
  }

  /// The cost of reading the operands and writing the result once.
  public init(flops: Double, moving operands: [TensorType], _ result: TensorType) {
    self.init(
      flops: flops,
      bytes: operands.reduce(Double(result.byteCount)) { $0 + Double($1.byteCount) })
  }

  /// The sum of two costs.
  public static func + (a: Cost, b: Cost) -> Cost {
    Cost(flops: a.flops + b.flops, bytes: a.bytes + b.bytes)
  }
}
