extension BenchmarkSuite {
  /// Every suite.
  package static let all: [BenchmarkSuite] = [
    .gemm, .twoLayer, .scalar, .matrixCompletion, .optimalControl, .softmax, .elementwise,
    .reductions, .gatherScatter, .executor, .tiny, .compile,
  ]

  /// The suite of a name; nil if there is none.
  package static func named(_ name: String) -> BenchmarkSuite? { all.first { $0.name == name } }
}
