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

@Test func `products of transposed matrices equal the reference`() throws {
  let graph = Graph()
  var generator = Generator(seed: 11)
  var inputs: [NodeID: Tensor] = [:]
  func input(_ name: String, _ shape: Shape) throws -> Node {
    let node = try graph.input(name, shape: shape)
    let elements = (0..<shape.elementCount).map { _ in
      Float.random(in: -1...1, using: &generator)
    }
    inputs[node.id] = try Tensor(.float(elements), shape: shape)
    return node
  }
  let a = try input("a", [37, 300])
  let b = try input("b", [37, 29])
  let c = try input("c", [2, 5, 300])
  let outputs = [
    try a.transposed() • b, try b.transposed() • a, try c • a.transposed(),
    try a • c.transposed(), try a.transposed() • b.transposed().transposed(),
  ]
  let difference = try Oracle(graph, inputs: inputs).firstDifference(outputs, in: Configuration.all)
  #expect(difference == nil, "\(difference.map(\.description) ?? "")")
}
