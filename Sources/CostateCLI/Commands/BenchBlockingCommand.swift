import ArgumentParser
import Costate
import CostateBenchmarks
import CostateKernels

/// `costate bench blocking`: the model's block sizes against a search.
struct BenchBlockingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blocking",
    abstract: "Compares the model’s block sizes with a grid of others.",
    discussion: """
      One thread; squares of 512, 1024 and 2048, with --quick of 512. Each point of the grid is \
      measured against the model’s sizes, the fastest one twice.

      Examples:
        costate bench blocking --quick --type float
        costate bench blocking --format json
      """)

  @Option(help: "The element type: float or double; both when it is not given.")
  var type: BenchSelection.TypeArgument?

  @Flag(help: "A first look: short measurements, the smallest square only.")
  var quick = false

  @OptionGroup var format: FormatOption

  func run() throws {
    let level = try InstructionSet.chosen()
    let budget = quick ? Budget.quick : .full
    let search = BlockingSearch(instructionSet: level, budget: budget)
    let extents = quick ? [BlockingSearch.extents[0]] : BlockingSearch.extents
    let machine = Machine.current(
      width: try AllowedWidth.detect(), instructionSet: level, libraries: [])
    if format.format == .text { printNow(MachineText(machine).text) }
    let squares = (type.map { [$0.elementType] } ?? [.float, .double]).flatMap { type in
      extents.map { (type: type, extent: $0) }
    }
    var bar = BenchProgress(
      task: "blocking",
      totalCount: squares.reduce(0) { count, square in
        count + search.grid(extent: square.extent, elementType: square.type).count
      })
    let results = try squares.map { square in
      try search.run(extent: square.extent, elementType: square.type) { bar.advance() }
    }
    bar.finish()
    switch format.format {
    case .text: printText(results)
    case .json:
      print(
        jsonText(
          BenchmarkDocument(
            machine: machine, records: results.flatMap(\.records),
            findings: results.map { .init(workload: "blocking", finding: $0.finding) })))
    }
  }

  private func printText(_ results: [BlockingSearch.Result]) {
    var table = Table(columns: [
      .init("type", key: "elementType"), .init("n", key: "extent"),
      .init("model", unit: "mr,nr,kc,mc,nc", key: "model"),
      .init("best of grid", unit: "mr,nr,kc,mc,nc", key: "best"),
      .init("points", key: "pointCount"),
      .init("model", unit: "time ÷ best", key: "relativeTime"),
    ])
    for result in results {
      table.append([
        .text(result.elementType), .integer(result.extent), .text(result.model.text),
        .text(result.best.text), .integer(result.pointCount),
        .number(result.relativeTime.median, decimalCount: 3),
      ])
    }
    print(table.text(for: Terminal(.standardOutput)))
    let isReached = results.allSatisfy(\.finding.holds)
    print("\ngoal  model ≤ \(BlockingSearch.goal) of the best: \(isReached ? "reached" : "missed")")
  }
}
