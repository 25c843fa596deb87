/// Tensors one after the other along an axis.
///
/// - Shapes: equal but for the extents along `axis`, which add up.
/// - Arithmetic: copies.
/// - Adjoint: each operand's is its slice of `λ`.
public struct Concatenate: Operation {
  /// The axis, from 0.
  public let axis: Int

  /// The operation.
  public init(axis: Int) { self.axis = axis }

  /// `concatenate`.
  public var name: String { "concatenate" }

  /// The extents added up along the axis.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    let expected = OperandError(
      expected: "tensors of one element type with equal extents but for axis \(axis)")
    guard let first = operands.first, axis >= 0, axis < first.shape.rank else { throw expected }
    var extents = first.shape.extents
    for operand in operands.dropFirst() {
      var other = operand.shape.extents
      guard operand.elementType == first.elementType, other.count == extents.count else {
        throw expected
      }
      let (sum, overflow) = extents[axis].addingReportingOverflow(other[axis])
      other[axis] = extents[axis]
      guard other == extents, !overflow else { throw expected }
      extents[axis] = sum
    }
    return TensorType(first.elementType, Shape(extents))
  }

  /// The operand's place in the result.
  private func slices(_ operands: [Shape]) -> [Slice] {
    var start = 0
    return operands.map { shape in
      var starts = [Int](repeating: 0, count: shape.rank)
      starts[axis] = start
      start += shape[axis]
      return Slice(starts: starts, counts: shape.extents)
    }
  }

  /// Slices of the cotangent.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    var terms: [AdjointTerm] = []
    for slice in slices(site.operands.map(\.shape)) {
      terms.append(.value(try site.cotangent.graph.apply(slice, [site.cotangent])))
    }
    return terms
  }

  /// The tangents one after the other, zeros where there is none.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? {
    var parts: [Node] = []
    for (operand, tangent) in zip(site.operands, site.tangents) {
      if let tangent { parts.append(tangent) } else { parts.append(try operand.zero()) }
    }
    return try site.result.graph.apply(self, parts)
  }

  /// Operands read and the result written once.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: 0, moving: operands, result)
  }

  /// The operands' elements in the order of the result.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    var source = [Int](repeating: 0, count: type.elementCount)
    var first = 0
    for (slice, operand) in zip(slices(operands.map(\.shape)), operands) {
      for (i, position) in slice.view(of: type.shape).indices(operand.shape).enumerated() {
        source[position] = first + i
      }
      first += operand.count
    }
    let joined: Tensor.Elements =
      switch type.elementType {
      case .float: .float(operands.flatMap { $0.floats ?? [] })
      case .double: .double(operands.flatMap(\.doubles))
      case .int32: .int32(operands.flatMap { $0.integers ?? [] })
      }
    return Tensor(unchecked: joined, shape: [first]).elements(at: source, shape: type.shape)
  }

  /// The concatenation.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm {
    .concatenation(axis: axis)
  }
}

/// Tensors one after the other along an axis.
///
/// - Throws: `GraphError.operands` unless their other extents are equal.
public func concatenate(_ nodes: [Node], axis: Int = 0) throws(GraphError) -> Node {
  precondition(!nodes.isEmpty, "concatenate: expected at least one node, got none")
  return try nodes[0].graph.apply(Concatenate(axis: axis), nodes)
}
