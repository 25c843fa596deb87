import CostateSIMD

/// Rows added up at run-time indices, `y_r = Σ_{i: indices_i = r} x_i`.
///
/// - Shapes: the indices are any shape of Int32; the rows have the indices' extents followed by a
///   row's; the result is `rowCount × …`.
/// - Arithmetic: a row's terms are added in ascending order of `i`, the first as it is.
/// - Adjoint: ``GatherRows`` of `λ`; none for the indices.
/// - Edge cases: a row without terms is +0; an index outside `0..<rowCount` is an error when the
///   indices are set.
public struct ScatterAddRows: LinearOperation {
  /// r, the number of rows of the result.
  public let rowCount: Int

  /// The operation.
  public init(rowCount: Int) { self.rowCount = rowCount }

  /// `scatterAddRows`.
  public var name: String { "scatterAddRows" }

  /// `rowCount` rows.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 2, operands[0].elementType.isFloatingPoint,
      operands[1].elementType == .int32, rowCount >= 0,
      operands[0].shape.extents.starts(with: operands[1].shape.extents),
      rowCount > 0 || operands[1].elementCount == 0
    else { throw OperandError(expected: "floating-point rows and one Int32 index for each") }
    let row = operands[0].shape.extents.dropFirst(operands[1].shape.rank)
    return TensorType(operands[0].elementType, Shape([rowCount] + row))
  }

  /// The cotangent's rows.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    [.value(try site.cotangent.gatheringRows(at: site.operands[1])), .zero]
  }

  /// One addition for each element.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    Cost(flops: Double(operands[0].elementCount), moving: operands, result)
  }

  /// Row by row.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    Tensor.map(
      [operands[0]], shape: type.shape,
      ScatterReference(rows: operands[1].integers ?? [], count: type.elementCount))
  }

  /// The scatter.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm { .scatterAddRows }
}

private struct ScatterReference: ScalarComputation {
  let rows: [Int32]
  let count: Int

  func callAsFunction<Scalar: LaneScalar>(_ operands: [[Scalar]]) -> [Scalar] {
    var sums = [Scalar?](repeating: nil, count: count)
    let rowLength = rows.isEmpty ? 0 : operands[0].count / rows.count
    for (i, row) in rows.enumerated() {
      for column in 0..<rowLength {
        let term = operands[0][i * rowLength + column]
        let position = Int(row) * rowLength + column
        sums[position] = sums[position].map { $0 + term } ?? term
      }
    }
    return sums.map { $0 ?? 0 }
  }
}
