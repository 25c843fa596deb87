/// The axes in another order.
///
/// - Shapes: the operand's extents, permuted.
/// - Arithmetic: copies.
/// - Adjoint: `λ_x` is `λ` with the inverse permutation.
/// - Edge cases: none.
public struct Transpose: ViewOperation {
  /// Axis `i` of the result is axis `permutation[i]` of the operand.
  public let permutation: [Int]

  /// The operation.
  public init(permutation: [Int]) { self.permutation = permutation }

  /// Whether just the last two axes are exchanged, each matrix with its transpose.
  package var exchangesMatrices: Bool {
    let rank = permutation.count
    guard rank >= 2 else { return false }
    return permutation == Array(0..<rank - 2) + [rank - 1, rank - 2]
  }

  /// `transpose`.
  public var name: String { "transpose" }

  /// The permuted extents.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1, permutation.sorted() == Array(0..<operands[0].shape.rank) else {
      throw OperandError(
        expected: "a tensor of which \(permutation) is a permutation of the axes")
    }
    return TensorType(operands[0].elementType, Shape(permutation.map { operands[0].shape[$0] }))
  }

  /// The cotangent, permuted back.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    var inverse = permutation
    for (i, axis) in permutation.enumerated() { inverse[axis] = i }
    return [
      .value(try site.cotangent.graph.apply(Transpose(permutation: inverse), [site.cotangent]))
    ]
  }

  /// The positions of the result's elements.
  public func view(of shape: Shape) -> View {
    let strides = shape.strides
    return View(offset: 0, strides: permutation.map { strides[$0] })
  }
}

extension Node {
  /// The axes in another order; by default the last two are exchanged.
  ///
  /// - Throws: `GraphError.operands` unless `permutation` is one.
  public func transposed(_ permutation: [Int]? = nil) throws(GraphError) -> Node {
    var axes = Array(0..<shape.rank)
    if axes.count >= 2 { axes.swapAt(axes.count - 2, axes.count - 1) }
    return try graph.apply(Transpose(permutation: permutation ?? axes), [self])
  }
}
