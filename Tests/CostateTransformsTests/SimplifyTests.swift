import CostateGraph
import CostateTransforms
import TestSupport
import Testing

@Suite struct `Simplification` {
  private let graph = Graph()
  private let x: Node
  private let y: Node

  init() throws {
    x = try graph.input("x", shape: [2, 3])
    y = try graph.input("y", shape: [2, 3])
  }

  private func nodeCount(_ roots: Node...) -> Int {
    graph.storage.simplified(roots: roots.map(\.id)).storage.nodeCount
  }

  @Test func `drops nodes that no root needs`() throws {
    _ = try exp(x)
    #expect(try nodeCount(sin(x)) == 2)
  }

  @Test func `merges equal nodes`() throws {
    #expect(try nodeCount(exp(x) * exp(x)) == 3)
  }

  @Test func `merges equal nodes that other users of an operand stand between`() throws {
    #expect(try nodeCount(exp(x) * sin(x) * cos(x) * exp(x)) == 7)
  }

  @Test func `keeps sources that no root needs where asked, and says which one needs`() throws {
    let simplified = graph.storage.simplified(roots: [x.id], sources: [x.id, y.id])
    #expect(simplified.storage.nodeCount == 2 && simplified.neededSources == [x.id])
  }

  @Test func `keeps inputs apart`() throws {
    #expect(try nodeCount(exp(x) * exp(y)) == 5)
  }

  @Test func `keeps operations apart whose numbers differ in a sign of zero`() throws {
    #expect(try nodeCount(x * 0.0, x * -0.0) == 3)
    let formulas: [LaneExpression] = [.operand(0) * 0.0, .operand(0) * .literal(-0.0)]
    let nodes = try formulas.map { try graph.apply(Formula($0, operandCount: 1), [x]) }
    #expect(nodeCount(nodes[0], nodes[1]) == 3)
  }

  @Test func `computes constants`() throws {
    let c = try graph.constant(2) * graph.constant(3)
    let simplified = graph.storage.simplified(roots: [c.id])
    let constant = try #require(simplified.storage.operation(0) as? Constant)
    #expect(simplified.storage.nodeCount == 1 && constant.tensor.doubles == [6])
  }

  @Test func `removes identities that keep every bit`() throws {
    #expect(try nodeCount(-(-x)) == 1)
    #expect(try nodeCount(x * 1.0) == 1)
    #expect(try nodeCount(x.reshaped(to: [6]).reshaped(to: [2, 3])) == 1)
    #expect(try nodeCount(x.reshaped(to: [6]).reshaped(to: [3, 2])) == 2)
  }

  @Test func `keeps the sum with zero, which changes the sign of a zero`() throws {
    #expect(try nodeCount(x + 0.0) == 3)
  }

  @Test func `multiplies transposed matrices where they lie`() throws {
    #expect(try nodeCount(x.transposed() • y) == 3)
    #expect(try nodeCount(x • y.transposed()) == 3)
    let batch = try x.reshaped(to: [2, 3, 1])
    #expect(try nodeCount(batch.transposed([1, 0, 2]) • batch.transposed([1, 2, 0])) == 5)
  }

  @Test func `keeps names`() throws {
    let z = try exp(x).named("z")
    let simplified = graph.storage.simplified(roots: [z.id])
    let new = try #require(simplified.nodes[z.id.int])
    #expect(simplified.storage.label(new.int) == "z")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `keeps every bit of every root`(_ seed: UInt64) throws {
    let random = try RandomGraph(seed: seed)
    let oracle = Oracle(random.graph, inputs: random.inputs)
    let roots = random.outputs.map(\.id) + random.inputs.keys
    let simplified = random.graph.storage.simplified(roots: roots)
    var inputs: [NodeID: Tensor] = [:]
    for (node, tensor) in random.inputs {
      inputs[try #require(simplified.nodes[node.int])] = tensor
    }
    let values = ReferenceInterpreter.values(of: simplified.storage, inputs: inputs)
    for output in random.outputs {
      let new = try #require(simplified.nodes[output.id.int])
      #expect(values[new.int].bitPatterns == oracle.value(of: output).bitPatterns)
    }
  }
}
