import Costate

extension BenchmarkSuite {
  /// Graphs on which threads could do harm, and graphs on which they must help.
  static let executor = BenchmarkSuite(
    name: "executor", summary: "threads that help or stay away: adversarial and wide graphs",
    figures: [.microseconds, .nanosecondsPerNode],
    cases: ExecutorGraph.allCases.map { graph in
      BenchmarkCase(
        name: graph.rawValue, group: graph.kind.rawValue, elementType: graph.elementType
      ) { try graph.benchmark() }
    },
    findings: { ExecutorSummary.findings($0) })
}

/// What threads must not harm, or must help with.
enum ExecutorKind: String {
  /// Chains, stars, small things and unequal ones: little to share, or hard to share.
  case adversarial
  /// At least a millisecond of arithmetic.
  case arithmetic
  /// Bound by what is read and written.
  case memory
}

/// The graphs of the suite.
private enum ExecutorGraph: String, CaseIterable {
  case chain, comb, ladder
  case starIn = "star-in"
  case starOut = "star-out"
  case tenNodes = "ten-nodes"
  case alternating
  case hugeBesideTiny = "huge-beside-tiny"
  case product
  case smallProducts = "small-products"
  case mixed
  case sum
  case addition

  var kind: ExecutorKind {
    switch self {
    case .chain, .comb, .ladder, .starIn, .starOut, .tenNodes, .alternating, .hugeBesideTiny:
      .adversarial
    case .product, .smallProducts, .mixed: .arithmetic
    case .sum, .addition: .memory
    }
  }

  var elementType: ElementType {
    switch self {
    case .chain, .comb, .ladder, .starIn, .starOut, .tenNodes: .double
    case .alternating, .hugeBesideTiny, .product, .smallProducts, .mixed, .sum, .addition: .float
    }
  }

  func benchmark() throws -> GraphBenchmark {
    let graph = Graph()
    var inputs: [Node] = []
    func input(_ shape: Shape = .scalar) throws -> Node {
      let node = try graph.input("x\(inputs.count)", shape: shape, elementType: elementType)
      inputs.append(node)
      return node
    }
    let outputs = try outputs(input)
    var numbers = RandomNumbers()
    return GraphBenchmark(
      outputs: outputs, inputs: inputs.map { ($0, numbers.tensor($0.type)) },
      bound: kind == .memory ? .memory : .arithmetic)
  }

  private func outputs(_ input: (Shape) throws -> Node) throws -> [Node] {
    switch self {
    case .chain:
      let x = try input(.scalar)
      return [try (0..<5_000).reduce(x) { y, _ in try y * x - x }]
    case .comb:
      var spine = try input(.scalar)
      return try (0..<2_000).map { tooth in
        spine = try sin(spine)
        return try spine * Double(tooth)
      }
    case .ladder:
      var (a, b) = (try input(.scalar), try input(.scalar))
      for _ in 0..<3_000 { (a, b) = (try a * b, try a - b) }
      return [a, b]
    case .starIn:
      var terms = try (0..<4_096).map { _ in try input(.scalar) }
      while terms.count > 1 {
        terms = try stride(from: 0, to: terms.count, by: 2).map { try terms[$0] + terms[$0 + 1] }
      }
      return terms
    case .starOut:
      let x = try input(.scalar)
      return try (0..<4_096).map { try sin(x * Double($0)) }
    case .tenNodes:
      let x = try input(.scalar)
      return [try (0..<10).reduce(x) { y, _ in try sin(y) }]
    case .alternating:
      let x = try input([20_000])
      return [try (0..<20).reduce(x) { y, _ in try tanh(y) * sin(y.sum()) }]
    case .hugeBesideTiny:
      let huge = try tanh(input([2_000_000]))
      return try [huge] + (1...200).map { try tanh(input([$0])) }
    case .product:
      return [try input([768, 768]) • input([768, 768])]
    case .smallProducts:
      return try (0..<1_024).map { _ in
        let x = try input([64, 64])
        return try x • x
      }
    case .mixed:
      let x = try input([512, 512])
      let scalars = try (0..<4_000).map { _ in try input(.scalar) }
      let wide = try (0..<3).reduce(scalars) { layer, shift in
        try layer.indices.map { try sin(layer[$0] * layer[($0 + shift + 1) % layer.count]) }
      }
      return [try x • x] + wide
    case .sum:
      return [try input([8_000_000]).sum()]
    case .addition:
      return [try input([4_000_000]) + input([4_000_000])]
    }
  }
}
