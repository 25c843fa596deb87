import CostateGraph

extension GraphGenerator {
  /// A way to go on from a node; nil when there is none.
  typealias Move = @Sendable (inout GraphGenerator, Node) throws -> Node?

  /// Every operation that is not elementwise, with random parameters.
  static let moves: [Move] = [
    { try $1.sum(axes: $0.axes(of: $1), keepsAxes: $0.generator.chance(0.5)) },
    { try $1.maximum(axes: $0.axes(of: $1), keepsAxes: $0.generator.chance(0.5)) },
    { try $1.mean(axes: $0.axes(of: $1), keepsAxes: $0.generator.chance(0.5)) },
    { try $1.logSumExp(axes: $0.axes(of: $1), keepsAxes: $0.generator.chance(0.5)) },
    { generator, x in try generator.axis(of: x).flatMap { try x.softmax(axis: $0) } },
    { _, x in try x.squaredNorm() },
    { _, x in try x.graph.apply(LogarithmicCosine(), [x]) },
    { generator, x in
      try generator.pick { $0.type == x.type }.flatMap { try dot(x, $0) }
    },
    { generator, x in
      let permutation = Array(0..<x.shape.rank).shuffled(using: &generator.generator)
      return try x.transposed(permutation)
    },
    { generator, x in try generator.reshape(x) },
    { generator, x in try generator.slice(of: x).flatMap { try x.graph.apply($0, [x]) } },
    { generator, x in try generator.embed(x) },
    { generator, x in
      let shape = Shape([Int.random(in: 0...3, using: &generator.generator)] + x.shape.extents)
      return shape.elementCount <= generator.largestCount ? try x.broadcast(to: shape) : nil
    },
    { generator, x in try generator.concatenate(x) },
    { generator, x in try generator.product(x) },
    { generator, x in try generator.product(x) },
    { generator, x in try generator.gather(x) },
    { generator, x in try generator.scatter(x) },
    { generator, x in try generator.accumulate(x) },
    { _, x in
      x.shape.rank == 1 ? try x.graph.apply(RunningSum(direction: .backward), [x]) : nil
    },
    { generator, _ in
      try generator.addInput(
        OperandSample(generator.randomShape()), generator.generator.chance(0.5) ? .float : .double)
    },
  ]

  private mutating func axes(of x: Node) -> [Int] {
    (0..<x.shape.rank).filter { _ in generator.chance(0.5) }
  }

  private mutating func axis(of x: Node) -> Int? { generator.element(of: 0..<x.shape.rank) }

  private mutating func reshape(_ x: Node) throws -> Node? {
    let shapes = [
      Shape([x.shape.elementCount]), Shape([1] + x.shape.extents), Shape(x.shape.extents + [1]),
      Shape(x.shape.extents.filter { $0 != 1 }), Shape(x.shape.extents.reversed()),
    ]
    return try generator.element(of: shapes).map { try x.reshaped(to: $0) }
  }

  private mutating func slice(of x: Node) -> Slice? {
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

  private mutating func embed(_ x: Node) throws -> Node? {
    let starts = x.shape.extents.map { _ in Int.random(in: 0...2, using: &generator) }
    let extents = zip(starts, x.shape.extents).map {
      $0 + $1 + Int.random(in: 0...2, using: &generator)
    }
    let shape = Shape(extents)
    guard shape.elementCount <= 2 * largestCount else { return nil }
    return try graph.apply(Embed(Slice(starts: starts, counts: x.shape.extents), in: shape), [x])
  }

  private mutating func concatenate(_ x: Node) throws -> Node? {
    guard let axis = axis(of: x), x.shape.elementCount <= largestCount else { return nil }
    let other = pick { $0.elementType == x.elementType && $0.shape.rank == x.shape.rank }
    return try CostateGraph.concatenate(
      generator.chance(0.5) ? [x, x] : [x, other ?? x, x], axis: axis)
  }

  /// A matrix product with a node that fits, or with an input made to fit.
  private mutating func product(_ x: Node) throws -> Node? {
    guard x.shape.rank >= 2 else { return nil }
    let product = MatrixProduct(
      transposesLeft: generator.chance(0.5), transposesRight: generator.chance(0.5))
    let limit = largestCount
    let fitting = pick {
      guard let extents = MatrixProductExtents(product, x.shape, $0.shape) else { return false }
      return $0.elementType == x.elementType && extents.shape.elementCount <= limit
    }
    if let fitting { return try graph.apply(product, [x, fitting]) }
    let k = product.transposesLeft ? x.shape[x.shape.rank - 2] : x.shape[x.shape.rank - 1]
    let n = generator.element(of: [1, 2, 9]) ?? 1
    let shape: Shape = product.transposesRight ? [n, k] : [k, n]
    return try graph.apply(product, [x, addInput(OperandSample(shape), x.elementType)])
  }

  private mutating func gather(_ x: Node) throws -> Node? {
    guard x.shape.rank >= 1, x.shape[0] > 0 else { return nil }
    let count = Int.random(in: 0...6, using: &generator)
    let indices = try addInput(OperandSample([count], .indices(x.shape[0])), .int32)
    return try x.gatheringRows(at: indices)
  }

  private mutating func scatter(_ x: Node) throws -> Node? {
    guard x.shape.rank >= 1 else { return nil }
    let rowCount = Int.random(in: 1...6, using: &generator)
    let indices = try addInput(OperandSample([x.shape[0]], .indices(rowCount)), .int32)
    return try graph.apply(ScatterAddRows(rowCount: rowCount), [x, indices])
  }

  private mutating func accumulate(_ x: Node) throws -> Node? {
    var operands: [Node] = []
    var terms: [Accumulate.Term] = []
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let kind: Accumulate.Term =
        generator.element(of: [.value, .negatedValue, .product]) ?? .value
      terms.append(kind)
      for _ in 0..<kind.operandCount {
        let other = pick {
          $0.elementType == x.elementType && $0.shape.broadcast(with: x.shape) == x.shape
        }
        operands.append(other ?? x)
      }
    }
    return try graph.apply(Accumulate(shape: x.shape, terms: terms), operands)
  }
}
