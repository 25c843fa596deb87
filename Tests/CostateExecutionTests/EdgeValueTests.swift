import CostateGraph
import TestSupport
import Testing

/// Operations on numbers at the edges of the format; elementwise ones in every combination.
@Suite struct `Edge values equal the reference` {
  private static func edges(_ elementType: ElementType) -> [Double] {
    let (tiny, least, greatest) =
      elementType == .double
      ? (Double.leastNonzeroMagnitude, Double.leastNormalMagnitude, Double.greatestFiniteMagnitude)
      : (
        Double(Float.leastNonzeroMagnitude), Double(Float.leastNormalMagnitude),
        Double(Float.greatestFiniteMagnitude)
      )
    let positive = [0, tiny, 3 * tiny, least, 0.1, 0.5, 1, 1.5, 2, 100, 1e5, greatest, .infinity]
    return positive + positive.map { -$0 } + [.nan]
  }

  @Test(arguments: Catalogue.scalar, [ElementType.float, .double])
  func `as tensors`(_ entry: CatalogueEntry, _ elementType: ElementType) throws {
    let arity = try #require(entry.elementwiseOperandCount)
    let edges = Tensor.Elements(Self.edges(elementType), elementType)
    let graph = Graph()
    var inputs: [NodeID: Tensor] = [:]
    var operands: [Node] = []
    for position in 0..<arity {
      // One axis for each operand: all combinations.
      var extents = [Int](repeating: 1, count: arity)
      extents[position] = Self.edges(elementType).count
      let node = try graph.input("x\(position)", shape: Shape(extents), elementType: elementType)
      inputs[node.id] = try Tensor(edges, shape: Shape(extents))
      operands.append(node)
    }
    let result = try entry.apply(graph, operands)
    #expect(
      try Oracle(graph, inputs: inputs).firstDifference([result], in: Self.configurations) == nil)
  }

  @Test(arguments: Catalogue.scalar, [ElementType.float, .double])
  func `as scalars`(_ entry: CatalogueEntry, _ elementType: ElementType) throws {
    let arity = try #require(entry.elementwiseOperandCount)
    let graph = Graph()
    var inputs: [NodeID: Tensor] = [:]
    var edges: [Node] = []
    for (number, x) in Self.edges(elementType).enumerated() {
      let node = try graph.input("x\(number)", elementType: elementType)
      inputs[node.id] = Tensor(scalar: x, elementType)
      edges.append(node)
    }
    var results: [Node] = []
    for shift in arity == 1 ? [0] : [0, 1, 7, 13] {
      for number in edges.indices {
        results.append(
          try entry.apply(
            graph, (0..<arity).map { edges[(number + $0 * shift) % edges.count] }))
      }
    }
    #expect(
      try Oracle(graph, inputs: inputs).firstDifference(results, in: Self.configurations) == nil)
  }

  @Test(
    arguments: Catalogue.entries.filter { $0.elementwiseOperandCount == nil },
    [ElementType.float, .double])
  func `in sums, products and copies`(
    _ entry: CatalogueEntry, _ elementType: ElementType
  ) throws {
    var generator = Generator(seed: 3)
    for sample in entry.samples where sample.allSatisfy({ $0.shape.elementCount <= 100 }) {
      let graph = try SampleGraph(entry, sample, elementType)
      let inputs = graph.inputs.mapValues { tensor in
        guard tensor.elementType == elementType else { return tensor }
        let elements = tensor.doubles.map { x in
          generator.chance(0.3) ? generator.element(of: Self.edges(elementType)) ?? x : x
        }
        return Tensor(
          unchecked: Tensor.Elements(elements, elementType), shape: tensor.shape)
      }
      #expect(
        try Oracle(graph.graph, inputs: inputs)
          .firstDifference([graph.result], in: Self.configurations) == nil)
    }
  }

  /// Each level in series and in parallel, simplified and not.
  private static let configurations = Configuration.all.filter { [1, 2, 5].contains($0.width) }
}
