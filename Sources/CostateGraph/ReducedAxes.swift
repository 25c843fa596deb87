/// Axes to reduce: what sums and maxima share.
struct ReducedAxes {
  let axes: [Int]
  let keepsAxes: Bool

  func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1, operands[0].elementType.isFloatingPoint,
      Set(axes).count == axes.count, !axes.isEmpty,
      axes.allSatisfy({ $0 >= 0 && $0 < operands[0].shape.rank })
    else { throw OperandError(expected: "a floating-point tensor with the distinct axes \(axes)") }
    let shape = operands[0].shape
    let extents =
      keepsAxes
      ? (0..<shape.rank).map { axes.contains($0) ? 1 : shape[$0] }
      : (0..<shape.rank).filter { !axes.contains($0) }.map { shape[$0] }
    return TensorType(operands[0].elementType, Shape(extents))
  }

  /// For each element of the result, the positions it reduces, both in row-major order.
  func groups(_ shape: Shape) -> [[Int]] {
    let strides = shape.strides
    let kept = (0..<shape.rank).filter { !axes.contains($0) }
    let outer = View(offset: 0, strides: kept.map { strides[$0] })
      .indices(Shape(kept.map { shape[$0] }))
    return outer.map { base in
      View(offset: base, strides: axes.map { strides[$0] })
        .indices(Shape(axes.map { shape[$0] }))
    }
  }

  /// A reduced tensor with the axes of the operand, extent 1 where it was reduced.
  static func keepingAxes(
    _ node: Node, _ axes: [Int], of shape: Shape
  ) throws(GraphError) -> Node {
    try node.reshaped(to: Shape((0..<shape.rank).map { axes.contains($0) ? 1 : shape[$0] }))
  }
}
