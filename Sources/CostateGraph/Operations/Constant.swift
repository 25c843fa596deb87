/// A tensor known when the graph is built.
///
/// - Adjoint: none of its own; its adjoint is the sum over its successors.
public struct Constant: Operation {
  private let contents: Contents

  /// Numbers without an array: a graph may have millions of them.
  private enum Contents {
    case number(bits: UInt64, ElementType)
    case tensor(Tensor)
  }

  package init(_ tensor: Tensor) {
    let isNumber = tensor.shape == .scalar && tensor.elementType.isFloatingPoint
    contents =
      isNumber ? Self.number(tensor.doubles[0], tensor.elementType) : .tensor(tensor)
  }

  /// A rank-0 constant of floating-point type, rounded to it.
  package init(_ value: Double, _ elementType: ElementType) {
    contents = Self.number(value, elementType)
  }

  private static func number(_ value: Double, _ elementType: ElementType) -> Contents {
    let rounded = elementType == .float ? Double(Float(value)) : value
    return .number(bits: rounded.bitPattern, elementType)
  }

  /// The elements.
  public var tensor: Tensor {
    switch contents {
    case .number(let bits, let type): Tensor(scalar: Double(bitPattern: bits), type)
    case .tensor(let tensor): tensor
    }
  }

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
    switch (a.contents, b.contents) {
    case (.number(let x, let xType), .number(let y, let yType)): x == y && xType == yType
    case (.tensor(let x), .tensor(let y)):
      x.type == y.type && x.withBytes { xs in y.withBytes { ys in xs.elementsEqual(ys) } }
    default: false
    }
  }

  /// Hashes type and bits.
  public func hash(into hasher: inout Hasher) {
    switch contents {
    case .number(let bits, let type):
      hasher.combine(bits)
      hasher.combine(type)
    case .tensor(let tensor):
      hasher.combine(tensor.type)
      tensor.withBytes { hasher.combine(bytes: $0) }
    }
  }
}
