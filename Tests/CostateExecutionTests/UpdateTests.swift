import CostateExecution
import CostateGraph
import CostateTransforms
import TestSupport
import Testing

@Suite struct `Updates` {
  private static let configurations = Configuration.all

  @Test(arguments: [Shape.scalar, [3, 5], [2600]])
  func `swap two inputs`(_ shape: Shape) throws {
    let graph = Graph()
    let (a, b) = (try graph.input("a", shape: shape), try graph.input("b", shape: shape))
    try graph.update(a, to: b)
    try graph.update(b, to: a)
    let sum = try a + b
    let inputs = [a.id: Tensor(repeating: 1, a.type), b.id: Tensor(repeating: 2, b.type)]
    #expect(
      try Oracle(graph, inputs: inputs).firstDifference([sum], in: Self.configurations) == nil)
  }

  @Test func `all read the values from before the first write`() throws {
    let graph = Graph()
    let inputs = try ["a", "b", "c", "d"].map { try graph.input($0, shape: [7]) }
    let product = try inputs[0] * inputs[1]
    for (target, value) in zip(inputs, inputs.dropFirst() + [product]) {
      try graph.update(target, to: value)
    }
    let values = Dictionary(
      uniqueKeysWithValues: inputs.enumerated().map {
        ($1.id, Tensor(repeating: Double($0) + 2, $1.type))
      })
    #expect(
      try Oracle(graph, inputs: values).firstDifference([inputs[0]], in: Self.configurations)
        == nil)
  }

  @Test func `leave the values of nodes that share an input's bytes`() throws {
    let graph = Graph()
    let w = try graph.input("w", shape: [2, 3])
    try graph.update(w, to: w * 2)
    let outputs = [try w.reshaped(to: [6]), try -(-w), try w * 1]
    let inputs = [w.id: Tensor(repeating: 1, w.type)]
    #expect(
      try Oracle(graph, inputs: inputs).firstDifference(outputs, in: Self.configurations) == nil)
  }

  @Test func `carry values from one run to the next`() throws {
    let graph = Graph()
    let w = try graph.input("w")
    let loss = try (w - 3) * (w - 3)
    try graph.update(w, to: w - loss.adjoint(of: w) * 0.25)
    let workspace = try Program(outputs: [loss]).makeWorkspace()
    try workspace.set(w, to: 7)
    var losses: [Double] = []
    for _ in 0..<3 {
      try workspace.run()
      losses.append(try workspace.scalar(of: loss))
    }
    #expect(losses == [16, 4, 1])
    #expect(try workspace.scalar(of: w) == 3.5)
  }

  @Test func `replace an earlier update of the same input`() throws {
    let graph = Graph()
    let w = try graph.input("w")
    try graph.update(w, to: w + 1)
    try graph.update(w, to: w + 2)
    let workspace = try Program(outputs: [w]).makeWorkspace()
    try workspace.set(w, to: 0)
    try workspace.run()
    #expect(try workspace.scalar(of: w) == 2)
  }

  @Test func `of anything but an input are an error`() throws {
    let graph = Graph()
    let w = try graph.input("w")
    let y = try w + 1
    #expect(
      throws: GraphError.operands(
        operation: "update", expected: "an input and a node of its type",
        given: ["add #2: float[]", "w: float[]"])
    ) { try graph.update(y, to: w) }
  }

  @Test func `to a node of another type are an error`() throws {
    let graph = Graph()
    let w = try graph.input("w", shape: [2])
    #expect(throws: GraphError.self) { try graph.update(w, to: w.sum()) }
  }
}
