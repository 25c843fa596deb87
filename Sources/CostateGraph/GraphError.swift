/// What a caller can get wrong while building and compiling a graph.
public enum GraphError: Error, Equatable, Sendable {
  /// The operands do not fit the operation.
  case operands(operation: String, expected: String, given: [String])
  /// A name is used twice.
  case duplicateName(String)
  /// No node of that name.
  case unknownName(String)
  /// The number of elements does not match a shape.
  case elementCount(name: String, expected: String, given: Int)
  /// An extent is negative or the tensor cannot be addressed.
  case shape(name: String, Shape)
  /// A derivative was asked of a node that is not a floating-point scalar.
  case notScalar(name: String, given: TensorType)
  /// An adjoint rule returned something its operation cannot take.
  case adjointRule(operation: String, expected: String, given: String)
  /// More nodes or operands than 32-bit ids can name.
  case tooManyNodes(limit: Int)
}

extension GraphError: CustomStringConvertible {
  /// One line: what was expected, what came and where.
  public var description: String {
    switch self {
    case .operands(let operation, let expected, let given):
      "\(operation): expected \(expected), got \(given.joined(separator: " and "))"
    case .duplicateName(let name): "name '\(name)': already used by another node of this graph"
    case .unknownName(let name): "name '\(name)': no node of this graph has it"
    case .elementCount(let name, let expected, let given):
      "\(name): expected \(expected), got \(given)"
    case .shape(let name, let shape):
      "\(name): expected non-negative extents of an addressable tensor, got \(shape)"
    case .notScalar(let name, let given):
      "adjoints of \(name): expected a floating-point scalar, got \(given)"
    case .adjointRule(let operation, let expected, let given):
      "adjoint rule of \(operation): expected \(expected), got \(given)"
    case .tooManyNodes(let limit): "graph: expected at most \(limit) nodes and operands"
    }
  }
}

/// Thrown by an operation's shape rule: what operands it takes. The graph adds what came.
public struct OperandError: Error, Equatable, Sendable {
  /// As in "two floating-point tensors of one element type".
  public var expected: String

  /// An error that names what was expected.
  public init(expected: String) { self.expected = expected }
}
