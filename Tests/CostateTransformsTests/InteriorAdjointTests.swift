import CostateGraph
import CostateTransforms
import TestSupport
import Testing

/// λ_j = ∂f/∂z_j for every node j, not only the inputs: f as a function of one node's value, with
/// the node replaced by an input.
@Suite struct `Adjoints of interior nodes` {
  private let graph = Graph()
  private let x: Node
  private let w: Node
  private let inputs: [NodeID: Tensor]

  init() throws {
    x = try graph.input("x", shape: [3, 4], elementType: .double)
    w = try graph.input("w", shape: [4, 2], elementType: .double)
    var generator = Generator(seed: 7)
    inputs = [
      x.id: OperandSample(x.shape).tensor(.double, using: &generator),
      w.id: OperandSample(w.shape).tensor(.double, using: &generator),
    ]
  }

  private func check(_ f: Node) throws {
    let adjoints = try f.adjointsOfAllNodes()
    let nodes = adjoints.keys.sorted().map { graph.node($0) }
    #expect(
      DerivativeCheck.firstFailure(
        of: f, by: nodes, adjoints: nodes.compactMap { adjoints[$0.id] }, inputs) == nil)
  }

  @Test func `equal differences in a network`() throws {
    let hidden = try tanh(x • w)
    try check((hidden * hidden - sigmoid(hidden) / 2).sum())
  }

  @Test func `equal differences where nodes are shared`() throws {
    let shared = try exp(x * 0.25)
    let left = try shared * x
    let right = try (shared - left).sum(axes: [0], keepsAxes: true)
    try check(dot(left + right, shared))
  }

  @Test func `equal differences around composites`() throws {
    let scores = try (x • w).transposed()
    try check((scores.softmax() * scores).sum() + scores.logSumExp())
  }

  @Test func `equal differences in a graph of scalars`() throws {
    var (a, b) = (try x.sum(), try w.sum())
    for i in 0..<12 { (a, b) = (try sin(a) * b + Double(i) / 8, try cos(b - a)) }
    try check(a * b)
  }

  @Test func `are 1 for the output itself`() throws {
    let f = try x.sum()
    let adjoint = try f.adjoint(of: f)
    #expect(Oracle(graph, inputs: inputs).value(of: adjoint).doubles == [1])
  }

  @Test func `are 0 for a node that does not influence the output`() throws {
    let (f, other) = (try x.sum(), try exp(w))
    let adjoint = try f.adjoint(of: other)
    #expect(
      Oracle(graph, inputs: inputs).value(of: adjoint) == Tensor(repeating: 0, other.type))
  }

  @Test func `exist for every node that influences the output`() throws {
    let f = try tanh(x • w).sum()
    let unrelated = try exp(w)
    let adjoints = try f.adjointsOfAllNodes()
    #expect(adjoints.keys.sorted() == (0...f.id.int).map { NodeID($0) })
    #expect(adjoints[unrelated.id] == nil)
  }
}
