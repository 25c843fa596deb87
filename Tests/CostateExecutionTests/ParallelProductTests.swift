import CostateGraph
import TestSupport
import Testing

/// A matrix product with enough flops for several work items, assigned and then added to.
@Suite struct `Large matrix products` {
  @Test func `shared by several workers equal the reference`() throws {
    let graph = Graph()
    let a = try graph.input("a", shape: [140, 240])
    let b = try graph.input("b", shape: [240, 130])
    let c = try graph.input("c", shape: [140, 130])
    let sum = try graph.apply(
      Accumulate(shape: c.shape, terms: [.value, .negatedMatrixProduct(MatrixProduct())]),
      [c, a, b])
    var generator = Generator(seed: 1)
    var inputs: [NodeID: Tensor] = [:]
    for node in [a, b, c] {
      inputs[node.id] = OperandSample(node.shape).tensor(.float, using: &generator)
    }
    #expect(try Oracle(graph, inputs: inputs).firstDifference([sum]) == nil)
  }
}
