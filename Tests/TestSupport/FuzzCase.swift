import CostateGraph

/// One random graph and one way to run it.
package struct FuzzCase {
  /// The graph.
  package let random: RandomGraph
  /// How it is run.
  package let configuration: Configuration

  /// The case of a number among those of a seed.
  package init(seed: UInt64, number: UInt64) throws {
    var generator = Generator(seed: seed)
    let offset = generator.next()
    try self.init(Generator(seed: offset &+ number &* 0xD1B5_4A32_D192_ED03))
  }

  /// The case of random choices.
  package init(_ generator: Generator) throws {
    var generator = generator
    configuration = .random(using: &generator)
    random = try RandomGraph(generator)
  }

  /// What running a case gave.
  package struct Outcome: Sendable {
    /// |V|, adjoints among them.
    package let nodeCount: Int
    /// The elements whose bits were compared.
    package let elementCount: Int
    /// The first difference, in one line.
    package let difference: String?
  }

  /// Compares every value that the program makes readable with the reference interpreter's.
  package func run() throws -> Outcome {
    let oracle = Oracle(random.graph, inputs: random.inputs)
    let difference = try oracle.firstDifference(random.outputs, configuration)
    let compared = oracle.comparedNodes(random.outputs, configuration)
    return Outcome(
      nodeCount: random.graph.nodeCount,
      elementCount: compared.reduce(0) { $0 + $1.shape.elementCount },
      difference: difference?.description)
  }
}
