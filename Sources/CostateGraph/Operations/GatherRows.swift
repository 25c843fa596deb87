/// Rows of a table at run-time indices, `y_i = x_{indices_i}`.
///
/// - Shapes: the table is `r × …`, the indices any shape of Int32; the result has the indices'
///   extents followed by a row's.
/// - Arithmetic: copies.
/// - Adjoint: ``ScatterAddRows`` of `λ`; none for the indices.
/// - Edge cases: an index outside `0..<r` is an error when the indices are set.
public struct GatherRows: LinearOperation {
  /// The operation.
  public init() {}

  /// `gatherRows`.
  public var name: String { "gatherRows" }

  /// The indices' extents, then a row's.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 2, operands[0].shape.rank >= 1, operands[1].elementType == .int32,
      operands[0].shape[0] > 0 || operands[1].elementCount == 0
    else { throw OperandError(expected: "a table of rows and Int32 indices into it") }
    return TensorType(
      operands[0].elementType,
      Shape(operands[1].shape.extents + operands[0].shape.extents.dropFirst()))
  }

  /// The cotangent's rows added up where they came from.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let rowCount = site.operands[0].shape[0]
    return [
      .value(
        try site.cotangent.graph.apply(
          ScatterAddRows(rowCount: rowCount), [site.cotangent, site.operands[1]])),
      .zero,
    ]
  }

  /// Each row read and written once, and the indices.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: 0, moving: [result, operands[1]], result)
  }

  /// Row by row.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    let rowLength = operands[0].shape.extents.dropFirst().reduce(1, *)
    let rows = operands[1].integers ?? []
    return operands[0].elements(
      at: rows.flatMap { row in (0..<rowLength).map { Int(row) * rowLength + $0 } },
      shape: type.shape)
  }

  /// The gather.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm { .gatherRows }
}

extension Node {
  /// The rows at Int32 indices.
  ///
  /// - Throws: `GraphError.operands` for indices of another element type.
  public func gatheringRows(at indices: Node) throws(GraphError) -> Node {
    try graph.apply(GatherRows(), [self, indices])
  }
}
