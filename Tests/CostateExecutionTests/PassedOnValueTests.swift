import CostateGraph
import TestSupport
import Testing

@Suite struct `Nodes that pass on a value of their batch` {
  @Test(arguments: [Shape.scalar, [3, 5], [600]])
  func `have bytes of their own`(_ shape: Shape) throws {
    let graph = Graph()
    let x = try graph.input("x", shape: shape)
    let y = try exp(x)
    let same = try graph.apply(Formula(.operand(0), operandCount: 1), [y])
    let sum = try graph.apply(Accumulate(shape: shape, terms: [.value]), [y])
    let outputs = [y, same, sum, try same * sum]
    let inputs = [x.id: Tensor(repeating: -0.5, x.type)]
    #expect(try Oracle(graph, inputs: inputs).firstDifference(outputs) == nil)
  }

  @Test func `may be a constant formula`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [3, 5])
    let y = try graph.apply(Formula(-0.0, operandCount: 1), [exp(x)])
    let inputs = [x.id: Tensor(repeating: -0.5, x.type)]
    #expect(try Oracle(graph, inputs: inputs).firstDifference([y]) == nil)
  }
}
