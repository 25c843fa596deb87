import Costate

extension Workload {
  /// A random scalar graph: each node reads two of the thousand before it.
  ///
  /// After 1000 inputs xᵢ = 0.5 + 0.3 sin i, each node draws an operation (8 of 20 products, 5
  /// differences, 4 sines, 3 cosines) and two operands; f is the sum of the last 1000 nodes, added
  /// in neighbouring pairs until one is left.
  static let windowDAG = Workload(
    name: "window-dag",
    summary: "a random graph of scalars, each node reading two of the thousand before it",
    parameters: [Parameter("nodes", "scalar nodes after the inputs", 10_000, in: 1...100_000_000)],
    build: { try WindowDAG(nodeCount: $0["nodes"]).problem() },
    findings: { values in
      let problem = try WindowDAG(nodeCount: values["nodes"]).problem()
      let adjoints = try problem.objective.adjoints(of: problem.variables)
      let workspace = try problem.workspace(
        for: Program(outputs: [problem.objective] + adjoints))
      try workspace.run()
      let f = try workspace.scalar(of: problem.objective)
      let norm = try adjoints.reduce(0) { $0 + (try workspace.scalar(of: $1)).magnitude }
      guard let known = knownValues[values["nodes"]] else {
        return [Finding("f", f), Finding("Σ |∂f/∂x|", norm)]
      }
      return [
        Finding("f", f, known: known.objective, digitCount: 12),
        Finding(
          "Σ |∂f/∂x|", norm, known: known.gradientNorm, digitCount: known.gradientDigitCount),
      ]
    })
}

/// f and Σ |∂f/∂xᵢ| by node count, as CppAD, CoDiPack, CasADi and ADOL-C found them.
///
/// Roundings grow along the graph. At a million nodes one more of them in a product changes the
/// norm by 10⁻⁹ (120-bit arithmetic gives 30319.598657), so fewer digits are compared.
private let knownValues: [Int: (objective: Double, gradientNorm: Double, gradientDigitCount: Int)] =
  [
    10_000: (170.490249114, 180.465094875, 12),
    100_000: (168.16476313, 97.9115943475, 12),
    1_000_000: (195.296067829, 30319.598664, 7),
  ]

/// The random graph as drawn, of which the same graph can be built again and again.
struct WindowDAG {
  private enum Operation { case product, difference, sine, cosine }

  /// What a node computes of which two nodes.
  private struct Draw {
    var operation: Operation
    var a: Int
    var b: Int
  }

  private static let inputCount = 1_000
  private let draws: [Draw]
  private let values: [Tensor]

  /// Draws so many nodes.
  init(nodeCount: Int) throws {
    let inputCount = Self.inputCount
    var numbers = RandomNumbers()
    draws = (inputCount..<inputCount + nodeCount).map { node in
      let first = max(0, node - inputCount)
      let operation: Operation =
        switch numbers.next(below: 20) {
        case ..<8: .product
        case ..<13: .difference
        case ..<17: .sine
        default: .cosine
        }
      let a = first + numbers.next(below: node - first)
      return Draw(operation: operation, a: a, b: first + numbers.next(below: node - first))
    }
    values = try evaluate((0..<inputCount).map(Double.init)) { try sin($0) * 0.3 + 0.5 }
      .map { Tensor(scalar: $0, .double) }
  }

  /// Builds the graph.
  func problem() throws -> Problem {
    let graph = Graph()
    var nodes: [Node] = []
    nodes.reserveCapacity(Self.inputCount + draws.count)
    for i in 0..<Self.inputCount {
      nodes.append(try graph.input("x\(i)", elementType: .double))
    }
    let inputs = nodes
    for draw in draws {
      let node =
        switch draw.operation {
        case .product: try nodes[draw.a] * nodes[draw.b]
        case .difference: try nodes[draw.a] - nodes[draw.b]
        case .sine: try sin(nodes[draw.a])
        case .cosine: try cos(nodes[draw.a])
        }
      nodes.append(node)
    }
    return Problem(
      graph: graph,
      objective: try sumOfPairs(Array(nodes.suffix(Self.inputCount))).named("f"),
      variables: inputs, inputs: Array(zip(inputs, values)))
  }
}
