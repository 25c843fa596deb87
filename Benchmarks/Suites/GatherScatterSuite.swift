import Costate

extension BenchmarkSuite {
  /// Rows of a table picked at random, and added back at the same places.
  static let gatherScatter = BenchmarkSuite(
    name: "gather-scatter", summary: "rows gathered at random indices, and added back",
    figures: [.gigabytesPerSecond, .microseconds],
    cases: [ElementType.float, .double].flatMap { type in
      [(1_000, 10_000), (100_000, 100_000), (1_000_000, 1_000_000)].flatMap { rows, picks in
        ["gather", "scatter"].map { name in
          BenchmarkCase(
            name: "\(name)/\(rows)x16/\(picks)", elementType: type, isQuick: rows < 1_000_000
          ) {
            try benchmark(isScatter: name == "scatter", rows: rows, picks: picks, type)
          }
        }
      }
    }, findings: { $0.compactMap(Finding.init(harmOfThreads:)) })

  private static func benchmark(
    isScatter: Bool, rows: Int, picks: Int, _ type: ElementType
  ) throws -> GraphBenchmark {
    let columns = 16
    let graph = Graph()
    let indices = try graph.input("indices", shape: [picks], elementType: .int32)
    let source = try graph.input(
      "source", shape: [isScatter ? picks : rows, columns], elementType: type)
    let result =
      isScatter
      ? try graph.apply(ScatterAddRows(rowCount: rows), [source, indices])
      : try source.gatheringRows(at: indices)
    var numbers = RandomNumbers()
    let places = (0..<picks).map { _ in Double(numbers.next(below: rows)) }
    // A pick reads a row and writes one; sums are read too, and rows without a pick are written.
    let rowByteCount = columns * type.byteCount
    return GraphBenchmark(
      outputs: [result],
      inputs: [
        (source, numbers.tensor(source.type)),
        (indices, Tensor(rounding: places, to: indices.type)),
      ], bound: .memory,
      leastByteCount: picks * (4 + 2 * rowByteCount) + (isScatter ? rows * rowByteCount : 0))
  }
}
