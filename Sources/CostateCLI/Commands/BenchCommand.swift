import ArgumentParser
import Costate
import CostateBenchmarks
import Foundation

/// `costate bench`: how fast it is, beside others.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures speed against other libraries and against the machine’s peak.",
    discussion: """
      All engines of a case are measured in turn within one run, and compared within a round of it \
      only. Figures of different runs are not comparable: the clock of a machine drifts. Values are \
      compared too: bit for bit across threads, within a bound with other libraries.

      Suites:
      \(BenchmarkSuite.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      Peers, where they are installed (scripts/peers installs them): \
      \(PeerSelection.names.joined(separator: ", "))

      Examples:
        costate bench --quick
        costate bench gemm two-layer --quick --page bench.html
        costate bench gemm --cases square/512,network --type float --threads 1
        costate bench gemm --type float --cases square/1024 --blocking \(BlockingArgument.example)
        costate bench scalar --against casadi,adolc --format json
      """,
    subcommands: [BenchSuitesCommand.self, BenchBlockingCommand.self],
    defaultSubcommand: BenchSuitesCommand.self)
}

/// `costate bench SUITE…`: the suites, which is what `bench` does when nothing else is said.
struct BenchSuitesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suites", abstract: "Measures suites by name; the default.",
    discussion: """
      Tables have a row for each case and number of threads: what every engine reaches, as medians, \
      and of ours
        bound    the share of what the machine can do at the moment, in fused multiply-adds, or in \
      reading as many bytes where memory is the bound
        gain     how many times as fast as with the first number of threads
        ratio    how many times as fast as the fastest peer with as many threads
        ÷ value  how many times as long as the value without the adjoints

      Of gemm, OpenBLAS and BLIS are the peers; its means leave out tiny products, for which calling a \
      library takes longer than multiplying, and constant operands, which we pack once and a library \
      in each call. The other suites’ peers are programs in processes of their own.
      """)

  @Argument(help: ArgumentHelp("The suites; all when none is named.", valueName: "suite"))
  var suites: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only cases whose names hold one of these texts, separated by commas.", valueName: "filter"))
  var cases: String?

  @OptionGroup var selection: BenchSelection
  @OptionGroup var peers: PeerSelection
  @OptionGroup var blocking: BlockingOption

  @Option(help: ArgumentHelp("Where to write a page of plots and tables.", valueName: "file.html"))
  var page: String?

  @OptionGroup var format: FormatOption

  func run() throws {
    let file = try page.map { try OutputFile(path: $0) }
    let plan = try BenchPlan(
      suites: suites, elementTypes: selection.type.map { [$0.elementType] },
      matching: (cases ?? "").split(separator: ",").map { String($0) }, isQuick: selection.quick)
    var conditions = BenchmarkConditions(
      threads: try selection.threadCounts(), instructionSet: try .chosen())
    conditions.options.blocking = try blocking.sizes(
      for: plan.elementTypes, on: conditions.instructionSet)
    let (peers, libraries) = try self.peers.open()
    conditions.peers = peers
    let machine = Machine.current(
      width: try AllowedWidth.detect(), instructionSet: conditions.instructionSet,
      libraries: libraries)
    if format.format == .text { printNow(MachineText(machine).text) }
    let results = try measure(plan, conditions)
    let engines = Set(results.flatMap(\.results).flatMap(\.figures).map(\.engine))
    for name in self.peers.idle(among: libraries, engines: engines) {
      printToStandardError("--against: none of these cases is computed by \(name)")
    }
    let report = BenchReport(machine: machine.afterwards, suites: results)
    try file?.write(BenchPage(report).markup)
    if format.format == .json { print(jsonText(report.document)) }
    guard results.flatMap(\.results).allSatisfy(\.mismatches.isEmpty) else { throw ExitCode(1) }
  }

  /// Measures suite by suite and prints each group's table when it is there.
  private func measure(
    _ plan: BenchPlan, _ conditions: BenchmarkConditions
  ) throws -> [BenchReport.SuiteResults] {
    let runner = BenchmarkRunner(
      conditions, timekeeper: SystemTimekeeper(), budget: selection.budget)
    var bar = BenchProgress(task: "bench", totalCount: plan.caseCount)
    defer { bar.finish() }
    return try plan.suites.map { suite, cases in
      var measured = BenchReport.SuiteResults(suite: suite, results: [])
      for (index, item) in cases.enumerated() {
        let result = try runner.run(item, of: suite)
        measured.results.append(result)
        bar.advance(step: "\(suite.name) \(item.name)")
        for mismatch in result.mismatches {
          bar.finish()
          printToStandardError("\(suite.name) \(result.recordName): \(mismatch)")
        }
        let isLast = index + 1 == cases.count
        guard format.format == .text, isLast || !cases[index + 1].isTabled(with: item) else {
          continue
        }
        bar.finish()
        printNow(BenchText(measured).lastTable)
        if isLast { printNow(BenchText(measured).findings, terminator: "") }
      }
      return measured
    }
  }
}

extension BenchmarkCase {
  /// Whether two cases stand in one table.
  fileprivate func isTabled(with other: BenchmarkCase) -> Bool {
    group == other.group && elementType == other.elementType
  }
}
