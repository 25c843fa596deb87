/// A tensor inside zeros: the adjoint of a slice.
///
/// - Shapes: the operand has the slice's counts; the result the given shape.
/// - Arithmetic: copies; +0 elsewhere.
/// - Adjoint: `λ_x` is the slice of `λ`.
public struct Embed: LinearOperation {
  /// Where the operand lies in the result.
  public let slice: Slice
  /// The result's shape.
  public let shape: Shape

  /// The operation.
  public init(_ slice: Slice, in shape: Shape) {
    self.slice = slice
    self.shape = shape
  }

  /// `embed`.
  public var name: String { "embed" }

  /// The given shape.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1, operands[0].shape.extents == slice.counts, shape.isRepresentable,
      slice.fits(shape)
    else { throw OperandError(expected: "a tensor of shape \(slice.counts) inside \(shape)") }
    return TensorType(operands[0].elementType, shape)
  }

  /// The cotangent's slice.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.value(try site.cotangent.graph.apply(slice, [site.cotangent]))]
  }

  /// Operand read and result written once.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: 0, moving: operands, result)
  }

  /// The operand's elements among zeros.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    var source = [Int](repeating: operands[0].count, count: type.elementCount)
    for (i, position) in slice.view(of: shape).indices(operands[0].shape).enumerated() {
      source[position] = i
    }
    return operands[0].appendingZero.elements(at: source, shape: shape)
  }

  /// Writes through a view.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm {
    .embedding(slice.view(of: shape))
  }
}

extension Tensor {
  /// The elements in one axis, followed by a zero.
  fileprivate var appendingZero: Tensor {
    let elements: Elements =
      switch elements {
      case .float(let x): .float(x + [0])
      case .double(let x): .double(x + [0])
      case .int32(let x): .int32(x + [0])
      }
    return Tensor(unchecked: elements, shape: [count + 1])
  }
}
