import CostateGraph
import TestSupport
import Testing

/// Elementwise operations on rank-0 nodes: a few in a tape, many in a batch.
@Suite struct `Scalar operations equal the reference` {
  @Test(arguments: Catalogue.scalar, [ElementType.float, .double])
  func `in a narrow level, node by node`(
    _ entry: CatalogueEntry, _ elementType: ElementType
  ) throws {
    try Self.compare(entry, elementType, count: 3)
  }

  @Test(arguments: Catalogue.scalar, [ElementType.float, .double])
  func `in a wide level, as a batch`(
    _ entry: CatalogueEntry, _ elementType: ElementType
  ) throws {
    try Self.compare(entry, elementType, count: 37)
  }

  /// `count` nodes of the operation, and as many again that read them.
  private static func compare(
    _ entry: CatalogueEntry, _ elementType: ElementType, count: Int
  ) throws {
    let arity = try #require(entry.elementwiseOperandCount)
    let sample = try #require(entry.samples.first)
    var generator = Generator(seed: UInt64(count))
    let graph = Graph()
    var inputs: [NodeID: Tensor] = [:]
    var results: [Node] = []
    for number in 0..<count {
      var operands: [Node] = []
      for position in 0..<arity {
        let node = try graph.input("x\(number).\(position)", elementType: elementType)
        inputs[node.id] = OperandSample(.scalar, sample[position].values)
          .tensor(elementType, using: &generator)
        operands.append(node)
      }
      results.append(try entry.apply(graph, operands))
    }
    for number in 0..<count {
      results.append(
        try entry.apply(graph, (0..<arity).map { results[(number + $0 * 5) % count] }))
    }
    #expect(try Oracle(graph, inputs: inputs).firstDifference(results) == nil)
  }
}
