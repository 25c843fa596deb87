import Costate

extension BenchmarkSuite {
  /// What `run()` costs when there is nearly nothing to do.
  static let tiny = BenchmarkSuite(
    name: "tiny", summary: "a run of graphs of 1 to 100 nodes: what calling costs",
    figures: [.microseconds, .nanosecondsPerNode],
    cases: [1, 3, 10, 30, 100].map { count in
      BenchmarkCase(name: "scalars/\(count)", elementType: .double) {
        try graph(nodeCount: count, shape: .scalar, .double)
      }
    }
      + [1, 3, 10, 30, 100].map { count in
        BenchmarkCase(name: "tensors-8x8/\(count)", elementType: .float) {
          try graph(nodeCount: count, shape: [8, 8], .float)
        }
      })

  /// Products with x alternate with sines, so that tensors do not all fuse.
  private static func graph(
    nodeCount: Int, shape: Shape, _ type: ElementType
  ) throws -> GraphBenchmark {
    let graph = Graph()
    let x = try graph.input("x", shape: shape, elementType: type)
    let isScalar = shape == .scalar
    var z = x
    for index in 0..<nodeCount {
      z = index % 2 == 0 ? try (isScalar ? z * x : z • x) : try sin(z)
    }
    var numbers = RandomNumbers()
    var benchmark = GraphBenchmark(
      outputs: [z], inputs: [(x, numbers.tensor(x.type))], bound: .arithmetic)
    benchmark.nodeCount = nodeCount
    return benchmark
  }
}
