import CostateGraph

/// The parameters of operations, drawn to fit.
extension GraphGenerator {
  mutating func axes(of x: Node) -> [Int] {
    (0..<x.shape.rank).filter { _ in generator.chance(0.5) }
  }

  mutating func axis(of x: Node) -> Int? { generator.element(of: 0..<x.shape.rank) }

  mutating func permutation(of x: Node) -> [Int] {
    Array(0..<x.shape.rank).shuffled(using: &generator)
  }

  mutating func reshape(_ x: Node) throws -> Node? {
    let shapes = [
      Shape([x.shape.elementCount]), Shape([1] + x.shape.extents), Shape(x.shape.extents + [1]),
      Shape(x.shape.extents.filter { $0 != 1 }), Shape(x.shape.extents.reversed()),
    ]
    return try generator.element(of: shapes).map { try x.reshaped(to: $0) }
  }

  mutating func slice(of x: Node) -> Slice {
    var (starts, counts, steps): ([Int], [Int], [Int]) = ([], [], [])
    for extent in x.shape.extents {
      let step = Int.random(in: 1...max(1, min(3, extent)), using: &generator)
      let start = Int.random(in: 0...extent, using: &generator)
      let most = (extent - start + step - 1) / step
      starts.append(start)
      steps.append(step)
      counts.append(generator.chance(0.8) ? most : Int.random(in: 0...most, using: &generator))
    }
    return Slice(starts: starts, counts: counts, steps: steps)
  }

  mutating func embed(_ x: Node) throws -> Node? {
    let starts = x.shape.extents.map { _ in Int.random(in: 0...2, using: &generator) }
    let extents = zip(starts, x.shape.extents).map {
      $0 + $1 + Int.random(in: 0...2, using: &generator)
    }
    let shape = Shape(extents)
    guard shape.elementCount <= 2 * largestCount else { return nil }
    return try graph.apply(Embed(Slice(starts: starts, counts: x.shape.extents), in: shape), [x])
  }

  mutating func broadcast(_ x: Node) throws -> Node? {
    let shape = Shape([Int.random(in: 0...3, using: &generator)] + x.shape.extents)
    return shape.elementCount <= largestCount ? try x.broadcast(to: shape) : nil
  }

  mutating func concatenate(_ x: Node) throws -> Node? {
    guard let axis = axis(of: x), x.shape.elementCount <= largestCount else { return nil }
    let other = pick { $0.elementType == x.elementType && $0.shape.rank == x.shape.rank }
    return try CostateGraph.concatenate(
      generator.chance(0.5) ? [x, x] : [x, other ?? x, x], axis: axis)
  }

  /// A matrix product with a node that fits, or with an input made to fit.
  mutating func product(_ x: Node) throws -> Node? {
    guard let (product, other) = try factor(of: x) else { return nil }
    return try graph.apply(product, [x, other])
  }

  /// A product and the right operand of a node.
  private mutating func factor(of x: Node) throws -> (MatrixProduct, Node)? {
    guard x.shape.rank >= 2 else { return nil }
    let product = MatrixProduct(
      transposesLeft: generator.chance(0.5), transposesRight: generator.chance(0.5))
    let limit = largestCount
    let fitting = pick {
      guard let extents = MatrixProductExtents(product, x.shape, $0.shape) else { return false }
      return $0.elementType == x.elementType && extents.shape.elementCount <= limit
    }
    if let fitting { return (product, fitting) }
    let k = product.transposesLeft ? x.shape[x.shape.rank - 2] : x.shape[x.shape.rank - 1]
    let n = generator.element(of: [1, 2, 9]) ?? 1
    let shape: Shape = product.transposesRight ? [n, k] : [k, n]
    return (product, try addInput(OperandSample(shape), x.elementType))
  }

  /// A sum of terms of every kind; with a matrix product the sum has its shape.
  mutating func accumulate(_ x: Node) throws -> Node? {
    var operands: [Node] = []
    var terms: [Accumulate.Term] = []
    var shape = x.shape
    if generator.chance(0.4), let (product, other) = try factor(of: x),
      let extents = MatrixProductExtents(product, x.shape, other.shape)
    {
      shape = extents.shape
      terms = [generator.chance(0.5) ? .matrixProduct(product) : .negatedMatrixProduct(product)]
      operands = [x, other]
    }
    for _ in 0..<Int.random(in: terms.isEmpty ? 1...4 : 0...3, using: &generator) {
      let kind: Accumulate.Term =
        generator.element(of: [.value, .negatedValue, .product]) ?? .value
      let factors = (0..<kind.operandCount).compactMap { _ in
        pick { $0.elementType == x.elementType && $0.shape.broadcast(with: shape) == shape }
      }
      guard factors.count == kind.operandCount else { continue }
      let place = generator.chance(0.5) ? 0 : terms.count
      terms.insert(kind, at: place)
      operands.insert(contentsOf: factors, at: place == 0 ? 0 : operands.count)
    }
    return try graph.apply(Accumulate(shape: shape, terms: terms), operands)
  }
}
