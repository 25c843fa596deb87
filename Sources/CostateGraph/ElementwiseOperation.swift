package import CostateSIMD

/// An operation on each element: its value and its partial derivatives as compositions of lane
/// primitives.
///
/// The composition is the specification: kernels fuse it with its neighbours and run it at full
/// speed, operations of other packages included. Operands broadcast as in NumPy and share one
/// floating-point element type.
///
/// ```swift
/// struct Swish: ElementwiseOperation {
///   var operandCount: Int { 1 }
///   var name: String { "swish" }
///   func value(_ x: [LaneExpression]) -> LaneExpression { x[0] / (1 + .exp(-x[0])) }
///   func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression] {
///     let s: LaneExpression = 1 / (1 + .exp(-x[0]))
///     return [s + y * (1 - s)]
///   }
/// }
/// let y = try graph.apply(Swish(), [x])
/// ```
public protocol ElementwiseOperation: Operation {
  /// The number of operands, at least 1.
  var operandCount: Int { get }

  /// y = f(x).
  func value(_ x: [LaneExpression]) -> LaneExpression

  /// ∂f/∂x_k for each operand, in terms of the operands and of the result `y`.
  func partials(_ x: [LaneExpression], _ y: LaneExpression) -> [LaneExpression]
}

extension ElementwiseOperation {
  /// The composition over this operation's operands.
  package var expression: LaneExpression { value((0..<operandCount).map { .operand($0) }) }

  /// The composition as a program.
  package var program: LaneProgram { expression.program(operandCount: operandCount) }

  /// ∂f/∂x_k in a form that nodes can be made from.
  package var partialForms: [Partial] {
    partials((0..<operandCount).map { .operand($0) }, .result).map { Partial($0) }
  }

  /// One floating-point element type; shapes broadcast.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    let expected = OperandError(
      expected: operandCount == 1
        ? "a floating-point tensor"
        : "\(operandCount) tensors of one floating-point element type whose shapes broadcast")
    guard operands.count == operandCount, let first = operands.first,
      first.elementType.isFloatingPoint,
      operands.allSatisfy({ $0.elementType == first.elementType })
    else { throw expected }
    var shape = first.shape
    for operand in operands.dropFirst() {
      guard let common = shape.broadcast(with: operand.shape) else { throw expected }
      shape = common
    }
    return TensorType(first.elementType, shape)
  }

  /// λ_k = λ ∂f/∂x_k, summed over the axes along which the operand was repeated.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    var terms: [AdjointTerm] = []
    for (operand, partial) in zip(site.operands, partialForms) {
      terms.append(try partial.adjointTerm(site, operandShape: operand.shape))
    }
    return terms
  }

  /// ẏ = Σ_k ∂f/∂x_k ẋ_k.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? {
    var terms: [AdjointTerm] = []
    for (tangent, partial) in zip(site.tangents, partialForms) {
      guard let tangent else { continue }
      terms.append(
        try partial.term(tangent, operands: site.operands, result: site.result))
    }
    return try site.result.graph.accumulate(terms, type: site.result.type)
  }

  /// The primitives' flops on every element; operands read and the result written once.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: Double(program.flopCount) * Double(result.elementCount), moving: operands, result)
  }

  /// The program on every element.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    let positions = operands.map { operand in
      View(offset: 0, strides: operand.shape.broadcastStrides(to: type.shape)).indices(type.shape)
    }
    return Tensor.map(
      operands, shape: type.shape, ElementwiseReference(program: program, positions: positions))
  }

  /// The composition.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm {
    .elementwise(expression)
  }
}

private struct ElementwiseReference: ScalarComputation {
  let program: LaneProgram
  let positions: [[Int]]

  func callAsFunction<Scalar: LaneScalar>(_ operands: [[Scalar]]) -> [Scalar] {
    (0..<positions[0].count).map { i in
      program.evaluate(zip(operands, positions).map { $0[$1[i]] })
    }
  }
}
