/// A regular part of a tensor.
///
/// - Shapes: `counts`, within the operand's extents.
/// - Arithmetic: copies.
/// - Adjoint: `λ_x` is `λ` at the taken positions, else 0.
/// - Edge cases: counts of 0 give an empty tensor.
public struct Slice: ViewOperation {
  /// The first position taken along each axis.
  public let starts: [Int]
  /// How many positions are taken along each axis.
  public let counts: [Int]
  /// The distance between positions along each axis, at least 1.
  public let steps: [Int]

  /// The operation.
  public init(starts: [Int], counts: [Int], steps: [Int]? = nil) {
    self.starts = starts
    self.counts = counts
    self.steps = steps ?? Array(repeating: 1, count: starts.count)
  }

  /// `slice`.
  public var name: String { "slice" }

  /// The counts.
  public func resultType(of operands: [TensorType]) throws(OperandError) -> TensorType {
    guard operands.count == 1, fits(operands[0].shape) else {
      throw OperandError(
        expected: "a tensor that holds the slice of \(counts) from \(starts) by \(steps)")
    }
    return TensorType(operands[0].elementType, Shape(counts))
  }

  /// Whether every taken position lies in a tensor of this shape.
  package func fits(_ shape: Shape) -> Bool {
    guard starts.count == shape.rank, counts.count == shape.rank, steps.count == shape.rank else {
      return false
    }
    return (0..<shape.rank).allSatisfy { axis in
      guard starts[axis] >= 0, counts[axis] >= 0, steps[axis] >= 1,
        starts[axis] <= shape[axis], counts[axis] <= shape[axis], steps[axis] <= max(1, shape[axis])
      else { return false }
      if counts[axis] == 0 { return true }
      let rest = shape[axis] - 1 - starts[axis]
      return rest >= 0 && counts[axis] - 1 <= rest / steps[axis]
    }
  }

  /// The cotangent inside zeros.
  public func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
    let embedding = Embed(self, in: site.operands[0].shape)
    return [.value(try site.cotangent.graph.apply(embedding, [site.cotangent]))]
  }

  /// The taken positions of a tensor of this shape.
  public func view(of shape: Shape) -> View {
    let strides = shape.strides
    return View(
      offset: zip(starts, strides).reduce(0) { $0 + $1.0 * $1.1 },
      strides: zip(steps, strides).map { $0 * $1 })
  }
}

extension Node {
  /// A regular part of the tensor.
  ///
  /// - Throws: `GraphError.operands` when it does not lie within the tensor.
  public func slice(
    starts: [Int], counts: [Int], steps: [Int]? = nil
  ) throws(GraphError) -> Node {
    try graph.apply(Slice(starts: starts, counts: counts, steps: steps), [self])
  }
}
