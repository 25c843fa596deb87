import CostateGraph
import CostateTransforms
import TestSupport
import Testing

/// f(W1, W2) = ‖tanh(X W1) W2 − Y‖².
@Suite struct `The two-layer network` {
  @Test(arguments: [ElementType.float, .double])
  func `has the reference's value and gradients`(_ elementType: ElementType) throws {
    let (n, d) = (37, 19)
    let graph = Graph()
    let x = try graph.input("X", shape: [n, d], elementType: elementType)
    let y = try graph.input("Y", shape: [n, d], elementType: elementType)
    let w1 = try graph.input("W1", shape: [d, d], elementType: elementType)
    let w2 = try graph.input("W2", shape: [d, d], elementType: elementType)
    let f = try (tanh(x • w1) • w2 - y).squaredNorm()
    let (dW1, dW2) = try f.adjoints(of: w1, w2)
    var generator = Generator(seed: 1)
    var inputs: [NodeID: Tensor] = [:]
    for node in [x, y, w1, w2] {
      inputs[node.id] = OperandSample(node.shape, .uniform(-0.5...0.5))
        .tensor(elementType, using: &generator)
    }
    #expect(try Oracle(graph, inputs: inputs).firstDifference([f, dW1, dW2]) == nil)
  }
}
