import CostateGraph
import CostateTransforms
import TestSupport
import Testing

/// Adjoints of many scalars at one level: gathers of one number of terms, in several work items.
@Suite struct `Adjoints of wide scalar graphs` {
  @Test(arguments: [1, 2, 5, 20], [ElementType.float, .double])
  func `equal the reference`(_ productCount: Int, _ elementType: ElementType) throws {
    var generator = Generator(seed: UInt64(productCount))
    let graph = Graph()
    var inputs: [NodeID: Tensor] = [:]
    let x = try (0..<300).map { number in
      let node = try graph.input("x\(number)", elementType: elementType)
      inputs[node.id] = OperandSample(.scalar).tensor(elementType, using: &generator)
      return node
    }
    var terms: [Node] = []
    for distance in 1...productCount {
      for i in x.indices { terms.append(try x[i] * x[(i + distance) % x.count]) }
    }
    let f = try Self.sum(terms)
    let outputs = try [f] + f.adjoints(of: x)
    #expect(
      try Oracle(graph, inputs: inputs).firstDifference(outputs, in: Self.configurations) == nil)
  }

  private static let configurations = Configuration.all.filter { [1, 3, 6].contains($0.width) }

  /// The sum by a balanced tree.
  private static func sum(_ terms: [Node]) throws -> Node {
    var terms = terms
    while terms.count > 1 {
      terms = try stride(from: 0, to: terms.count, by: 2).map { i in
        i + 1 < terms.count ? try terms[i] + terms[i + 1] : terms[i]
      }
    }
    return terms[0]
  }
}
