import CostateExecution
import CostateKernels
import CostateGraph
import CostateTransforms
import Testing

@Test func `the two-layer network's value and gradients equal the reference`() throws {
  let graph = Graph()
  let (n, d) = (37, 19)
  let x = try graph.input("X", shape: [n, d])
  let y = try graph.input("Y", shape: [n, d])
  let w1 = try graph.input("W1", shape: [d, d])
  let w2 = try graph.input("W2", shape: [d, d])
  let f = try (tanh(x • w1) • w2 - y).squaredNorm()
  let (dW1, dW2) = try f.adjoints(of: w1, w2)
  var inputs: [NodeID: Tensor] = [:]
  for (i, node) in [x, y, w1, w2].enumerated() {
    let values = (0..<node.shape.elementCount).map { Float(($0 * 37 + i * 11) % 101) / 101 - 0.5 }
    inputs[node.id] = try Tensor(.float(values), shape: node.shape)
  }
  let reference = ReferenceInterpreter.values(of: graph.storage, inputs: inputs)
  for level in InstructionSet.available {
    for width in 1...3 {
      let program = try Program(
        outputs: [f, dW1, dW2], options: Options(width: width, instructionSet: level))
      let workspace = try program.makeWorkspace()
      for node in [x, y, w1, w2] { try workspace.set(node, to: #require(inputs[node.id])) }
      try workspace.run()
      for node in [f, dW1, dW2] {
        #expect(try workspace.value(of: node).bitPatterns == reference[node.id.int].bitPatterns)
      }
    }
  }
}
