import ArgumentParser
import Costate
import CostateBenchmarks
import CostateKernels
import Foundation

/// `costate bench gemm`: matrix products beside OpenBLAS and BLIS.
struct BenchGEMMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gemm",
    abstract: "Measures matrix products beside OpenBLAS and BLIS.",
    discussion: """
      The libraries are found at run time; scripts/peers installs them. Results are compared: within
      the bound of rounding errors with the libraries', bit for bit across threads.

      Examples:
        costate bench gemm --quick
        costate bench gemm --cases square/512,network --type float --threads 1
        costate bench gemm --cases square/1024 --blocking 12,32,256,96,4096 --type float
        costate bench gemm --format json
      """)

  @Option(
    help: ArgumentHelp(
      "Only cases whose names hold one of these texts, separated by commas.", valueName: "filter"))
  var cases: String?

  @OptionGroup var selection: BenchSelection
  @OptionGroup var blocking: BlockingOption
  @OptionGroup var format: FormatOption

  func run() throws {
    let texts = (cases ?? "").split(separator: ",").map { String($0) }
    let items = ProductSuite.cases(matching: texts, isQuick: selection.quick)
    guard !items.isEmpty else {
      let groups = ProductGroup.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--cases: expected part of a case’s name, as of the groups \(groups)")
    }
    let level = try InstructionSet.chosen()
    let threads = try selection.threadCounts()
    var options = Options(instructionSet: level)
    options.blocking = try blocking.sizes(for: selection.elementTypes, on: level)
    let libraries = BLASCandidate.all.compactMap { $0.load() }
    let benchmark = try ProductBenchmark(
      libraries: libraries, options: options, instructionSet: level, budget: selection.budget)
    let machine = Machine.current(
      width: try AllowedWidth.detect(), instructionSet: level,
      libraries: BLASCandidate.all.map { candidate in
        Machine.Library(
          name: candidate.name,
          version: libraries.first { $0.name == candidate.name }?.description)
      })
    if format.format == .text { print(MachineText(machine).text) }
    let results = try measure(items, benchmark, threads)
    switch format.format {
    case .text: print(BenchGEMMText(engines: benchmark.engineNames).summary(results))
    case .json:
      print(
        jsonText(BenchmarkDocument(machine: machine, records: results.flatMap(\.records))))
    }
    guard results.allSatisfy(\.mismatches.isEmpty) else { throw ExitCode(1) }
  }

  /// Measures group by group and prints each group's table when it is there.
  private func measure(
    _ items: [ProductCase], _ benchmark: ProductBenchmark, _ threads: [Int]
  ) throws -> [ProductResult] {
    let text = BenchGEMMText(engines: benchmark.engineNames)
    var bar = BenchProgress(
      task: "gemm", totalCount: items.count * threads.count * selection.elementTypes.count)
    var results: [ProductResult] = []
    for elementType in selection.elementTypes {
      for group in ProductGroup.allCases {
        let first = results.count
        for item in items where item.group == group {
          try benchmark.run(item, elementType: elementType, threads: threads) { result in
            results.append(result)
            bar.advance()
            for mismatch in result.mismatches {
              bar.finish()
              printToStandardError("\(result.name): \(mismatch)")
            }
          }
        }
        guard results.count > first, format.format == .text else { continue }
        bar.finish()
        print(text.table(Array(results[first...])))
        // Seen at once in a file too: a run is long.
        fflush(nil)
      }
    }
    bar.finish()
    return results
  }
}
