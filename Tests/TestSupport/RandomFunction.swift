package import CostateGraph

/// A random scalar function f of a few inputs: a graph of tensors of up to two axes in which every
/// node influences f.
package struct RandomFunction {
  /// Which nodes a node reads.
  package enum Form: CaseIterable, Sendable {
    /// Those of the layer before it.
    case layered
    /// Any before it.
    case free
  }

  /// What nodes are made of.
  package enum Alphabet: Sendable {
    /// Smooth functions, values of moderate size.
    case smooth
    /// Sums and products of small integers, which floating point computes without rounding.
    case integers
  }

  private static let shapes: [Shape] = [.scalar, [3], [3, 1], [3, 3]]

  /// The graph.
  package let graph = Graph()
  /// f.
  package let f: Node
  /// A value for every input.
  package let inputs: [NodeID: Tensor]
  /// The node that was asked for.
  package let planted: Node?

  /// The function of a seed.
  ///
  /// - Parameter plant: applied to two nodes once, somewhere.
  package init(
    seed: UInt64, _ form: Form, _ elementType: ElementType, _ alphabet: Alphabet = .smooth,
    planting plant: ((Node, Node) throws -> Node)? = nil
  ) throws {
    var generator = Generator(seed: seed)
    var inputs: [NodeID: Tensor] = [:]
    var layers: [[Node]] = [[]]
    for shape in Self.shapes {
      let type = TensorType(elementType, shape)
      let node = try graph.input("x\(inputs.count)", shape: shape, elementType: elementType)
      let elements = (0..<type.elementCount).map { _ in alphabet.number(using: &generator) }
      inputs[node.id] = Tensor(unchecked: .init(elements, elementType), shape: shape)
      layers[0].append(node)
    }
    self.inputs = inputs
    let layerCount = Int.random(in: 2...4, using: &generator)
    let place = (layer: Int.random(in: 1...layerCount, using: &generator), position: 1)
    var planted: Node?
    for layer in 1...layerCount {
      layers.append([])
      for position in 0..<Int.random(in: 2...4, using: &generator) {
        let pool = form == .layered ? layers[layer - 1] : layers.flatMap { $0 }
        guard let a = generator.element(of: pool), let b = generator.element(of: pool) else {
          continue
        }
        if let plant, place == (layer, position) {
          let node = try plant(a, b)
          planted = node
          layers[layer].append(node)
        } else {
          layers[layer].append(try alphabet.combine(a, b, using: &generator))
        }
      }
    }
    self.planted = planted
    f = try Self.total(graph, layers.flatMap { $0 })
  }

  /// The sum of all elements of the nodes that no other reads, so that every node leads to f.
  private static func total(_ graph: Graph, _ nodes: [Node]) throws -> Node {
    let storage = graph.storage
    let read = Set((0..<storage.nodeCount).flatMap { storage.operands($0) })
    var sum: Node?
    for node in nodes where !read.contains(node.id.index) {
      sum = try sum.map { try $0 + node.sum() } ?? node.sum()
    }
    return try sum ?? graph.constant(0)
  }
}

extension RandomFunction.Alphabet {
  fileprivate func number(using generator: inout Generator) -> Double {
    switch self {
    case .smooth: Double.random(in: -1...1, using: &generator)
    case .integers: Double(Int.random(in: -3...3, using: &generator))
    }
  }

  fileprivate func combine(_ a: Node, _ b: Node, using generator: inout Generator) throws -> Node {
    let choice = Int.random(in: 0..<10, using: &generator)
    switch (self, choice) {
    case (_, 0): return try a + b
    case (_, 1): return try a - b
    case (_, 2): return try a * b
    case (_, 3) where a.shape == [3, 3] && b.shape == [3, 3]: return try a • b
    case (_, 4) where a.shape.rank == 2: return try a.transposed()
    case (_, 5) where a.shape.rank > 0: return try a.sum(axes: [0])
    case (_, 6) where a.shape == b.shape: return try dot(a, b)
    case (.integers, _): return try a + b * 2
    case (.smooth, 3...5): return try sin(a) * b
    case (.smooth, 6): return try tanh(a - b)
    case (.smooth, 7): return try exp(cos(a)) / (b * b + 1.5)
    case (.smooth, 8): return try sigmoid(a) - cos(b)
    default: return try log(a * a + 1.25) * 0.5 + b
    }
  }
}
