package import CostateSIMD

/// The matrix product, `C = op(A) · op(B)`, where `op` transposes or does nothing.
///
/// - Shapes: `op(A)` is `m × k`, `op(B)` is `k × n`, `C` is `m × n`; axes before the last two are
///   batches and broadcast as in NumPy.
/// - Arithmetic: each element is summed over `k` ascending by FMA in chunks of
///   `Arithmetic.productChunkLength`, chunk sums added ascending; with `m = 1` or `n = 1` it is a
///   dot product.
/// - Adjoint: `Λ_A = Λ · Bᵀ`, `Λ_B = Aᵀ · Λ`.
/// - Cost: `2mnk` flops.
/// - Edge cases: `k = 0` gives +0.
/// - Source: Giles (2008), "Collected matrix derivative results for forward and reverse mode
///   algorithmic differentiation", doi 10.1007/978-3-540-68942-3_4.
public struct MatrixProduct: Operation {
  /// Whether the left operand is read transposed.
  public let transposesLeft: Bool
  /// Whether the right operand is read transposed.
  public let transposesRight: Bool

  /// The operation.
  public init(transposesLeft: Bool = false, transposesRight: Bool = false) {
    self.transposesLeft = transposesLeft
    self.transposesRight = transposesRight
  }

  /// `matrixProduct`.
  public var name: String { "matrixProduct" }

  /// `m × n` with the batches broadcast.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 2, operands[0].elementType == operands[1].elementType,
      operands[0].elementType.isFloatingPoint,
      let extents = MatrixProductExtents(self, operands[0].shape, operands[1].shape)
    else {
      throw OperandError(
        expected: "matrices of one floating-point element type, m × k by k × n")
    }
    return TensorType(operands[0].elementType, extents.shape)
  }

  /// `Λ_A` and `Λ_B` as matrix products with the transposes that keep the operands in place.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let (a, b, cotangent) = (site.operands[0], site.operands[1], site.cotangent)
    let left =
      transposesLeft
      ? try term(b, cotangent, transposesRight, true, of: a)
      : try term(cotangent, b, false, !transposesRight, of: a)
    let right =
      transposesRight
      ? try term(cotangent, a, true, transposesLeft, of: b)
      : try term(a, cotangent, !transposesLeft, false, of: b)
    return [left, right]
  }

  /// A product as a term of an operand's adjoint, summed over batches the operand was repeated in.
  private func term(
    _ a: Node, _ b: Node, _ transposesLeft: Bool, _ transposesRight: Bool, of operand: Node
  ) throws(GraphError) -> AdjointTerm {
    let product = MatrixProduct(transposesLeft: transposesLeft, transposesRight: transposesRight)
    let extents = MatrixProductExtents(product, a.shape, b.shape)
    if extents?.shape == operand.shape { return .matrixProduct(a, b, product) }
    return .value(try a.graph.apply(product, [a, b]).summed(to: operand.shape))
  }

  /// `Ċ = Ȧ · B + A · Ḃ`.
  public func tangent(_ site: TangentSite) throws(GraphError) -> Node? {
    var terms: [AdjointTerm] = []
    if let tangent = site.tangents[0] {
      terms.append(.matrixProduct(tangent, site.operands[1], self))
    }
    if let tangent = site.tangents[1] {
      terms.append(.matrixProduct(site.operands[0], tangent, self))
    }
    return try site.result.graph.accumulate(terms, type: site.result.type)
  }

  /// `2mnk` flops for each matrix of the batch.
  public func cost(operands: [TensorType], result: TensorType) -> Cost {
    let extents = MatrixProductExtents(self, operands[0].shape, operands[1].shape)
    return Cost(
      flops: 2 * Double(result.elementCount) * Double(extents?.k ?? 0), moving: operands, result)
  }

  /// Element by element.
  public func reference(_ operands: [Tensor], type: TensorType) -> Tensor {
    guard let extents = MatrixProductExtents(self, operands[0].shape, operands[1].shape) else {
      preconditionFailure("operands of \(operands[0].type) and \(operands[1].type)")
    }
    return Tensor.map(operands, shape: type.shape, ProductReference(extents: extents))
  }

  /// The matrix product.
  public func kernel(operands: [TensorType], result: TensorType) -> KernelForm {
    .matrixProduct(self)
  }
}

/// A matrix product's extents and how its operands lie in memory.
package struct MatrixProductExtents: Sendable, Hashable {
  package let m: Int
  package let n: Int
  package let k: Int
  /// The result's shape: batches, then `m`, `n`.
  package let shape: Shape
  /// The first element of each batch's matrices, in the left operand, the right one, the result.
  package let leftOffsets: BatchOffsets
  package let rightOffsets: BatchOffsets
  /// Elements between neighbouring rows and columns of `op(A)` and `op(B)`.
  package let leftStrides: (row: Int, column: Int)
  package let rightStrides: (row: Int, column: Int)

  /// Of contiguous operands; nil when the shapes do not fit.
  package init?(_ product: MatrixProduct, _ left: Shape, _ right: Shape) {
    self.init(
      product, left, View(offset: 0, strides: left.strides), right,
      View(offset: 0, strides: right.strides))
  }

  /// Of operands that lie in memory as their views say; nil when the shapes do not fit.
  package init?(
    _ product: MatrixProduct, _ left: Shape, _ leftView: View, _ right: Shape, _ rightView: View
  ) {
    guard left.rank >= 2, right.rank >= 2 else { return nil }
    let leftBatch = Shape(Array(left.extents.dropLast(2)))
    let rightBatch = Shape(Array(right.extents.dropLast(2)))
    guard let batch = leftBatch.broadcast(with: rightBatch) else { return nil }
    let (leftRows, leftColumns) = (left[left.rank - 2], left[left.rank - 1])
    let (rightRows, rightColumns) = (right[right.rank - 2], right[right.rank - 1])
    m = product.transposesLeft ? leftColumns : leftRows
    k = product.transposesLeft ? leftRows : leftColumns
    n = product.transposesRight ? rightRows : rightColumns
    guard k == (product.transposesRight ? rightColumns : rightRows) else { return nil }
    shape = Shape(batch.extents + [m, n])
    leftStrides = leftView.matrixStrides(transposed: product.transposesLeft)
    rightStrides = rightView.matrixStrides(transposed: product.transposesRight)
    guard shape.isRepresentable else { return nil }
    leftOffsets = leftView.matrixOffsets(leftBatch, broadcastTo: batch)
    rightOffsets = rightView.matrixOffsets(rightBatch, broadcastTo: batch)
  }

  /// Whether the specification's order is that of dot products.
  package var isVector: Bool { m == 1 || n == 1 }

  package static func == (a: Self, b: Self) -> Bool {
    a.shape == b.shape && a.k == b.k && a.leftOffsets == b.leftOffsets
      && a.rightOffsets == b.rightOffsets && a.leftStrides == b.leftStrides
      && a.rightStrides == b.rightStrides
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
    hasher.combine(k)
  }

  /// The chunk sums of every element, row-major.
  package func chunks<Scalar: LaneScalar>(_ a: [Scalar], _ b: [Scalar]) -> [[Scalar]] {
    var result: [[Scalar]] = []
    for (left, right) in zip(leftOffsets, rightOffsets) {
      for i in 0..<m {
        let row = (0..<k).map { a[left + i * leftStrides.row + $0 * leftStrides.column] }
        for j in 0..<n {
          let column = (0..<k).map { b[right + $0 * rightStrides.row + j * rightStrides.column] }
          result.append(Arithmetic.productChunks(row, column, isVector: isVector))
        }
      }
    }
    return result
  }
}

extension View {
  /// Elements between neighbouring rows and columns of the last two axes.
  fileprivate func matrixStrides(transposed: Bool) -> (row: Int, column: Int) {
    let (row, column) = (strides[strides.count - 2], strides[strides.count - 1])
    return transposed ? (column, row) : (row, column)
  }

  /// The first element of each matrix over the axes before the last two, repeated to a shape.
  fileprivate func matrixOffsets(_ own: Shape, broadcastTo batch: Shape) -> BatchOffsets {
    let missing = batch.rank - own.rank
    let repeated = (0..<batch.rank).map { axis in
      axis < missing || own[axis - missing] == 1 ? 0 : strides[axis - missing]
    }
    return BatchOffsets(first: offset, strides: repeated, extents: batch.extents)
  }
}

private struct ProductReference: ScalarComputation {
  let extents: MatrixProductExtents

  func callAsFunction<Scalar: LaneScalar>(_ operands: [[Scalar]]) -> [Scalar] {
    extents.chunks(operands[0], operands[1]).map { chunks in
      chunks.dropFirst().reduce(chunks[0]) { $0 + $1 }
    }
  }
}

infix operator • : MultiplicationPrecedence

extension Node {
  /// The matrix product; a vector on the left is one row, on the right one column, dropped from
  /// the result.
  ///
  /// - Throws: `GraphError.operands` unless the extents fit.
  public static func • (a: Node, b: Node) throws(GraphError) -> Node {
    let left = a.shape.rank == 1 ? try a.reshaped(to: [1, a.shape[0]]) : a
    let right = b.shape.rank == 1 ? try b.reshaped(to: [b.shape[0], 1]) : b
    let product = try a.graph.apply(MatrixProduct(), [left, right])
    var extents = product.shape.extents
    if b.shape.rank == 1 { extents.removeLast() }
    if a.shape.rank == 1 { extents.remove(at: extents.count - (b.shape.rank == 1 ? 1 : 2)) }
    return try product.reshaped(to: Shape(extents))
  }
}
