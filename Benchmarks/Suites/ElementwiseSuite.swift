import Costate

extension BenchmarkSuite {
  /// Chains of elementwise operations, fused: each operand is read once, the result written once.
  static let elementwise = BenchmarkSuite(
    name: "elementwise", summary: "fused chains of elementwise operations over large tensors",
    figures: [.gigabytesPerSecond, .microseconds],
    cases: [ElementType.float, .double].flatMap { type in
      [1_000, 100_000, 10_000_000].flatMap { count in
        ElementwiseChain.allCases.map { chain in
          BenchmarkCase(
            name: "\(chain.rawValue)/\(count)", elementType: type, isQuick: count < 10_000_000
          ) {
            try chain.benchmark(count: count, type)
          }
        }
      }
    })
}

/// What is computed of three tensors, element by element.
private enum ElementwiseChain: String, CaseIterable {
  /// `a b + c`.
  case multiplyAdd = "multiply-add"
  /// Eight sums and products: what fusion saves.
  case polynomial
  /// `tanh(a b + c)`: bound by arithmetic where memory is fast.
  case tanh

  private func result(_ a: Node, _ b: Node, _ c: Node) throws -> Node {
    switch self {
    case .multiplyAdd: try a * b + c
    case .polynomial: try (((a * b + c) * b + a) * b + c) * b + a
    case .tanh: try CostateGraph.tanh(a * b + c)
    }
  }

  func benchmark(count: Int, _ type: ElementType) throws -> GraphBenchmark {
    let graph = Graph()
    let operands = try ["a", "b", "c"].map {
      try graph.input($0, shape: [count], elementType: type)
    }
    var numbers = RandomNumbers()
    return GraphBenchmark(
      outputs: [try result(operands[0], operands[1], operands[2])],
      inputs: operands.map { ($0, numbers.tensor($0.type)) }, bound: .memory,
      leastByteCount: (operands.count + 1) * count * type.byteCount)
  }
}
