import CostateBenchmarks

/// The columns of a table of results: those that at least one row fills.
struct BenchColumns {
  /// A column, and what stands in it for a result and our figures with some threads.
  struct Entry {
    let column: Table.Column
    let cell: (BenchmarkResult, BenchmarkResult.Figures) -> Table.Cell
  }

  /// The columns.
  let all: [Entry]

  init(_ figures: [BenchmarkFigure], _ results: [BenchmarkResult]) {
    let engines = Self.engines(results)
    // With two peers, our other figures would not leave room for the names of the cases.
    let others = engines.count > 2 ? [] : figures.dropFirst()
    let candidates =
      engines.map { Self.engine($0, figures[0]) } + others.map(Self.ours)
      + [
        Entry(column: .init("bound", unit: "%", key: "shareOfBound")) { _, ours in
          .number(ours.shareOfBound * 100, decimalCount: 1)
        },
        Self.ratio("gain", key: "speedUp", \.speedUp),
        Self.ratio("ratio", key: "ratioToBestPeer", \.ratioToBestPeer),
        Self.ratio("÷ value", key: "ratioToValueAlone", \.ratioToValueAlone),
      ]
    all = candidates.filter { entry in
      results.contains { result in
        result.figures.contains { $0.role == .ours && entry.cell(result, $0) != .missing }
      }
    }
  }

  /// The engines' names, ours first; of the value alone its ratio is shown.
  private static func engines(_ results: [BenchmarkResult]) -> [String] {
    results.flatMap(\.figures).filter { $0.role != .valueAlone }.map(\.engine).uniqued()
  }

  private static func engine(_ name: String, _ figure: BenchmarkFigure) -> Entry {
    Entry(column: .init(name, unit: figure.unit, key: name)) { result, ours in
      result.figures.first { $0.engine == name && $0.threads == ours.threads }
        .map { cell($0, figure) } ?? .missing
    }
  }

  private static func ours(_ figure: BenchmarkFigure) -> Entry {
    Entry(column: .init(figure.unit, key: figure.unit)) { _, ours in cell(ours, figure) }
  }

  private static func cell(
    _ figures: BenchmarkResult.Figures, _ figure: BenchmarkFigure
  ) -> Table.Cell {
    .number(
      figure.value(seconds: figures.seconds.median, of: figures.work),
      decimalCount: figure.decimalCount)
  }

  private static func ratio(
    _ title: String, key: String, _ value: @escaping (BenchmarkResult.Figures) -> Double?
  ) -> Entry {
    Entry(column: .init(title, key: key)) { _, ours in
      value(ours).map { .number($0, decimalCount: 2) } ?? .missing
    }
  }
}
