import CostateExecution
import CostateGraph
import TestSupport
import Testing

/// Scalars in groups that read nothing of each other.
@Suite struct Strands {
  /// Samples of a formula with a parameter, summed.
  private struct Samples {
    let graph = Graph()
    let sum: Node
    let adjoints: [Node]
    private(set) var inputs: [NodeID: Tensor] = [:]

    init(count: Int, _ loss: (Node, Node) throws -> Node) throws {
      let parameter = try graph.input("p", elementType: .double)
      inputs[parameter.id] = Tensor(scalar: 0.75, .double)
      let square = try parameter * parameter
      var samples: [Node] = []
      for number in 0..<count {
        let x = try graph.input("x\(number)", elementType: .double)
        inputs[x.id] = Tensor(scalar: Double(number) / 64, .double)
        samples.append(try loss(x, square))
      }
      while samples.count > 1 {
        samples = try stride(from: 0, to: samples.count, by: 2).map { first in
          first + 1 < samples.count ? try samples[first] + samples[first + 1] : samples[first]
        }
      }
      sum = samples[0]
      let variables = inputs.keys.sorted()
      adjoints = try sum.adjoints(of: variables.map(graph.node))
    }

    func levels(strandLength: Int?) throws -> [Report.Level] {
      try Strands.levels([sum] + adjoints, strandLength: strandLength)
    }
  }

  /// The levels of a program for two workers.
  private static func levels(_ outputs: [Node], strandLength: Int?) throws -> [Report.Level] {
    var options = Options(width: 2, instructionSet: .baseline)
    var model = CostModel(topology: .current, instructionSet: .baseline)
    if let strandLength { model.strandLength = strandLength }
    options.costModel = model
    return try Program(outputs: outputs, options: options).report.levels
  }

  private static func loss(_ x: Node, _ square: Node) throws -> Node {
    let y = try sin(x * square) + x
    return try y * y * square
  }

  @Test func `hold nearly all of a sum of samples, after what they share and before the sum`()
    throws
  {
    let samples = try Samples(count: 300, Self.loss)
    let levels = try samples.levels(strandLength: 256)
    #expect(levels.count == 3)
    #expect(levels[0].nodeCount < 4)
    #expect(levels[1].batches.count >= 8)
    #expect(levels[1].nodeCount > 9 * levels[2].nodeCount)
    #expect(try Oracle(samples.graph, inputs: samples.inputs).firstDifference([samples.sum]) == nil)
    #expect(
      try Oracle(samples.graph, inputs: samples.inputs).firstDifference(samples.adjoints) == nil)
  }

  @Test func `are found in large graphs without being asked for`() throws {
    let samples = try Samples(count: 800, Self.loss)
    #expect(try samples.levels(strandLength: nil).contains { $0.batches.count >= 3 })
    #expect(
      try Oracle(samples.graph, inputs: samples.inputs)
        .firstDifference([samples.sum] + samples.adjoints) == nil)
  }

  @Test func `are not made of what depends on each other`() throws {
    let graph = Graph()
    var y = try graph.input("x", elementType: .double)
    for _ in 0..<2_000 { y = try sin(y) * y }
    let levels = try Self.levels([y], strandLength: 64)
    #expect(levels.map(\.batches.count) == [1])
  }

  /// Half of the samples read a sum of a tensor's elements, which is computed first.
  @Test func `leave out what reads of tensors`() throws {
    let graph = Graph()
    let tensor = try graph.input("t", shape: [70], elementType: .double)
    let total = try exp(tensor).sum()
    var inputs = [tensor.id: Tensor(repeating: 0.25, tensor.type)]
    var results: [Node] = []
    for number in 0..<200 {
      let x = try graph.input("x\(number)", elementType: .double)
      inputs[x.id] = Tensor(scalar: Double(number) / 128, .double)
      let y = try cos(x) * x + 0.5
      results.append(number < 40 ? try y * total : y)
    }
    #expect(try Oracle(graph, inputs: inputs).firstDifference(results) == nil)
  }
}
