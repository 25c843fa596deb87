import ArgumentParser
import Costate
import CostateBenchmarks
import CostateKernels

/// `costate bench two-layer`: a network's value and both gradients.
struct BenchTwoLayerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "two-layer",
    abstract: "Measures the value and both gradients of a two-layer network.",
    discussion: """
      f(W1, W2) = ‖tanh(X W1) W2 − Y‖² in single precision, by rows of X and columns of all. The
      numbers of threads are measured in turn; their bits must be the same.

      Examples:
        costate bench two-layer
        costate bench two-layer --threads 1,2 --seconds 3
        costate bench two-layer --format json
      """)

  @OptionGroup var selection: BenchSelection
  @OptionGroup var format: FormatOption

  /// Rows and columns.
  private static let sizes = [(64, 32), (256, 64), (1024, 256), (1024, 512), (2048, 1024)]

  func validate() throws {
    if selection.type == .double {
      throw ValidationError("--type: expected float, which this network has, got 'double'")
    }
  }

  func run() throws {
    let level = try InstructionSet.chosen()
    let threads = try selection.threadCounts()
    let benchmark = GradientBenchmark(
      try Workload.named("two-layer"), instructionSet: level, budget: selection.budget)
    let machine = Machine.current(
      width: try AllowedWidth.detect(), instructionSet: level, libraries: [])
    if format.format == .text { print(MachineText(machine).text) }
    let sizes = selection.quick ? Array(Self.sizes.dropLast()) : Self.sizes
    var bar = BenchProgress(task: "two-layer", totalCount: sizes.count)
    let results = try sizes.map { rows, columns in
      defer { bar.advance() }
      return try benchmark.run(["rows": rows, "columns": columns], threads: threads)
    }
    bar.finish()
    switch format.format {
    case .text: print(table(results).text(for: Terminal(.standardOutput)))
    case .json:
      print(
        jsonText(BenchmarkDocument(machine: machine, records: results.flatMap(\.records))))
    }
    for result in results where !result.hasSameBits {
      printToStandardError("\(result.name): the numbers of threads gave different bits")
    }
    guard results.allSatisfy(\.hasSameBits) else { throw ExitCode(1) }
  }

  private func table(_ results: [GradientResult]) -> Table {
    var table = Table(columns: [
      .init("rows × columns", key: "case"), .init("threads", key: "threads"),
      .init("time", unit: "µs", key: "microseconds"), .init("GF/s", key: "gigaflopsPerSecond"),
      .init("peak", unit: "%", key: "shareOfPeak"), .init("speed-up", key: "speedUp"),
    ])
    for result in results {
      for figures in result.figures {
        table.append([
          .text(result.name), .integer(figures.threads),
          .number(figures.seconds * 1e6, decimalCount: 1),
          .number(figures.flopsPerSecond * 1e-9, decimalCount: 1),
          .number(figures.shareOfPeak * 100, decimalCount: 1),
          .number(figures.speedUp, decimalCount: 2),
        ])
      }
    }
    return table
  }
}
