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
    build: { try windowProblem(nodeCount: $0["nodes"]) },
    findings: { values in
      let problem = try windowProblem(nodeCount: values["nodes"])
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

private let inputCount = 1_000

private func windowProblem(nodeCount: Int) throws -> Problem {
  let graph = Graph()
  var nodes: [Node] = []
  nodes.reserveCapacity(inputCount + nodeCount)
  for i in 0..<inputCount { nodes.append(try graph.input("x\(i)", elementType: .double)) }
  let inputs = nodes
  var numbers = RandomNumbers()
  for node in inputCount..<inputCount + nodeCount {
    let first = max(0, node - inputCount)
    let draw = numbers.next(below: 20)
    let a = nodes[first + numbers.next(below: node - first)]
    let b = nodes[first + numbers.next(below: node - first)]
    switch draw {
    case ..<8: nodes.append(try a * b)
    case ..<13: nodes.append(try a - b)
    case ..<17: nodes.append(try sin(a))
    default: nodes.append(try cos(a))
    }
  }
  let values = try evaluate((0..<inputCount).map(Double.init)) { try sin($0) * 0.3 + 0.5 }
  return Problem(
    graph: graph, objective: try sumOfPairs(Array(nodes.suffix(inputCount))).named("f"),
    variables: inputs,
    inputs: zip(inputs, values).map { ($0, Tensor(scalar: $1, .double)) })
}
