import Costate

extension BenchmarkSuite {
  /// Sums and maxima: each element is read once.
  static let reductions = BenchmarkSuite(
    name: "reductions", summary: "sums, maxima and norms over all elements, rows and columns",
    figures: [.gigabytesPerSecond, .microseconds],
    cases: [ElementType.float, .double].flatMap { type in
      [128, 1_024, 4_096].flatMap { extent in
        Reduction.allCases.map { reduction in
          BenchmarkCase(
            name: "\(reduction.rawValue)/\(extent)x\(extent)", elementType: type,
            isQuick: extent < 4_096
          ) {
            try reduction.benchmark(extent: extent, type)
          }
        }
      }
    })
}

/// What is computed of a square.
private enum Reduction: String, CaseIterable {
  case sum
  case rowSums = "row-sums"
  case columnSums = "column-sums"
  case rowMaxima = "row-maxima"
  case squaredNorm = "squared-norm"

  private func result(_ x: Node) throws -> Node {
    switch self {
    case .sum: try x.sum()
    case .rowSums: try x.sum(axes: [1])
    case .columnSums: try x.sum(axes: [0])
    case .rowMaxima: try x.maximum(axes: [1])
    case .squaredNorm: try x.squaredNorm()
    }
  }

  func benchmark(extent: Int, _ type: ElementType) throws -> GraphBenchmark {
    let x = try Graph().input("x", shape: [extent, extent], elementType: type)
    let result = try result(x)
    var numbers = RandomNumbers()
    return GraphBenchmark(
      outputs: [result], inputs: [(x, numbers.tensor(x.type))], bound: .memory,
      leastByteCount: (x.shape.elementCount + result.shape.elementCount) * type.byteCount)
  }
}
