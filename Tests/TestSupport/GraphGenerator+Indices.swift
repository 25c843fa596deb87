import CostateGraph

/// Operations that select by integers, and those that move integers.
extension GraphGenerator {
  mutating func gather(_ x: Node) throws -> Node? {
    guard x.shape.rank >= 1, x.shape[0] > 0 else { return nil }
    let count = Int.random(in: 0...6, using: &generator)
    let indices =
      try pickIndices(below: x.shape[0]) { _ in true }
      ?? addInput(OperandSample([count], .indices(x.shape[0])), .int32)
    let rowLength = x.shape.elementCount / x.shape[0]
    guard rowLength * indices.shape.elementCount <= largestCount else { return nil }
    return try x.gatheringRows(at: indices)
  }

  mutating func scatter(_ x: Node) throws -> Node? {
    guard x.shape.rank >= 1 else { return nil }
    let rowCount = Int.random(in: 1...6, using: &generator)
    let indices =
      try pickIndices(below: rowCount) { x.shape.extents.starts(with: $0.extents) }
      ?? addInput(OperandSample([x.shape[0]], .indices(rowCount)), .int32)
    return try graph.apply(ScatterAddRows(rowCount: rowCount), [x, indices])
  }

  /// Sometimes a node that is there, all of whose indices select one of so many rows.
  private mutating func pickIndices(below rowCount: Int, where fits: (Shape) -> Bool) -> Node? {
    guard generator.chance(0.6) else { return nil }
    let fitting = indices.filter { $0.bound <= rowCount && fits($0.node.shape) }
    return generator.element(of: fitting)?.node
  }

  /// Integers in another order or selection, or repeated.
  mutating func moveIndices() throws -> Node? {
    guard let chosen = generator.element(of: indices) else { return nil }
    let x = chosen.node
    let moved: Node?
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: moved = try x.transposed(permutation(of: x))
    case 1: moved = try reshape(x)
    case 2: moved = try graph.apply(slice(of: x), [x])
    case 3: moved = try embed(x)
    case 4: moved = try broadcast(x)
    case 5: moved = try axis(of: x).map { try CostateGraph.concatenate([x, x], axis: $0) }
    default: moved = try gather(x)
    }
    guard let moved, moved.shape.elementCount <= largestCount else { return nil }
    // The zeros around an embedded tensor are indices too.
    append(Indices(node: moved, bound: max(1, chosen.bound)))
    return moved
  }
}
