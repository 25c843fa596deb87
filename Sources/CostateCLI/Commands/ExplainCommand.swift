import ArgumentParser
import Costate
import CostateBenchmarks
import Foundation

/// `costate explain`: the plan of a workload.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows a workload's plan: levels, work and span, and what more cores would bring.",
    discussion: """
      The program computes the value and the adjoints of all variables. Times are predictions of the
      cost model, not measurements.

      Workloads and their parameters:
      \(ParameterOptions.list)

      Examples:
        costate explain two-layer
        costate explain window-dag --set nodes=100000 --threads 4
        costate explain two-layer --picture levels.svg
      """)

  @Argument(help: "The workload.")
  var workload: String

  @OptionGroup var parameters: ParameterOptions
  @OptionGroup var threads: ThreadsOption

  @Option(help: ArgumentHelp("Where to write a picture of the levels.", valueName: "file.svg"))
  var picture: String?

  @OptionGroup var format: FormatOption

  func run() throws {
    let file = try picture.map { try OutputFile(path: $0) }
    let workload = try Workload.named(workload)
    let problem = try workload.problem(parameters.values())
    let adjoints = try problem.objective.adjoints(of: problem.variables)
    let program = try Program(
      outputs: [problem.objective] + adjoints, options: Options(width: threads.threads))
    let explanation = Explanation(workload: workload.name, report: program.report)
    try file?.write(
      LevelPicture(
        title: "\(workload.name): value and adjoints, level by level", report: program.report
      ).document.markup)
    switch format.format {
    case .text: print(explanation.text(for: Terminal(.standardOutput)))
    case .json: print(jsonText(explanation.record))
    }
  }
}

/// A report in words and tables.
private struct Explanation {
  /// More stretches than this are cut in the table for people.
  private static let maximumRowCount = 24

  let workload: String
  let report: Report

  func text(for terminal: Terminal) -> String {
    """
    \(workload): value and all adjoints
    |V| = \(report.nodeCount) (\(report.sourceNodeCount) as built), |E| = \(report.edgeCount), \
    \(report.depth) levels
    memory   \(byteText(report.arenaByteCount)) (\(byteText(report.unsharedByteCount)) unshared), \
    scratch \(byteText(report.scratchByteCount))
    machine  width \(report.width), instruction set \(report.instructionSet.rawValue)
    work     T₁ = \(timeText(report.workNanoseconds)), \(flopText(report.work.flops)), \
    \(byteText(Int(report.work.bytes))) moved
    span     T∞ = \(timeText(report.spanNanoseconds)), \
    parallelism T₁/T∞ = \(number(report.parallelism))

    \(levels.text(for: terminal))\(cut)

    \(speedUps.text(for: terminal))
    """
  }

  private var cut: String {
    let rest = report.levels.count - Self.maximumRowCount
    return rest > 0 ? "\n… and \(rest) more; --format json has them all" : ""
  }

  private var levels: Table {
    var table = Table(columns: [
      .init("stretch", key: "index"), .init("levels", key: "levelCount"),
      .init("nodes", key: "nodeCount"), .init("items", key: "itemCount"),
      .init("workers", key: "isParallel"), .init("predicted", unit: "µs", key: "microseconds"),
      .init("batches", key: "batches"),
    ])
    for (index, level) in report.levels.prefix(Self.maximumRowCount).enumerated() {
      table.append([
        .integer(index + 1), .integer(level.mergedLevelCount), .integer(level.nodeCount),
        .integer(level.batches.reduce(0) { $0 + $1.itemCount }),
        .text(level.isParallel ? "all" : "one"),
        .number(level.nanoseconds / 1000, decimalCount: 1),
        .text(level.batches.map(\.name).joined(separator: ", ")),
      ])
    }
    return table
  }

  private static let coreCounts = [1, 2, 4, 8, 16, 32, 64, 128]

  private var speedUps: Table {
    var table = Table(columns: [
      .init("cores", key: "cores"),
      .init("at most", unit: "T₁/P + T∞, µs", key: "brentBoundMicroseconds"),
      .init("speed-up", unit: "at least", key: "speedUp"),
    ])
    for cores in Self.coreCounts {
      let bound = bound(cores)
      table.append([
        .integer(cores), .number(bound / 1000, decimalCount: 1),
        .number(report.workNanoseconds / max(bound, 1e-9), decimalCount: 2),
      ])
    }
    return table
  }

  /// Brent’s bound, or T₁ where that is less: one worker can always do it all.
  private func bound(_ cores: Int) -> Double {
    min(report.workNanoseconds, report.brentBound(workers: cores))
  }

  private func number(_ x: Double) -> String { String(format: "%.1f", x) }

  private func flopText(_ flops: Double) -> String {
    for (unit, name) in [(1e9, "Gflop"), (1e6, "Mflop"), (1e3, "kflop")] where flops >= unit {
      return "\(number(flops / unit)) \(name)"
    }
    return "\(Int(flops)) flop"
  }

  /// The explanation for programs.
  var record: Record {
    Record(
      workload: workload, nodeCount: report.nodeCount, sourceNodeCount: report.sourceNodeCount,
      edgeCount: report.edgeCount, depth: report.depth, arenaByteCount: report.arenaByteCount,
      unsharedByteCount: report.unsharedByteCount, scratchByteCount: report.scratchByteCount,
      width: report.width, instructionSet: report.instructionSet.rawValue,
      flops: report.work.flops, bytes: report.work.bytes,
      workNanoseconds: report.workNanoseconds, spanNanoseconds: report.spanNanoseconds,
      levels: report.levels.map { level in
        Record.Level(
          levelCount: level.mergedLevelCount, nodeCount: level.nodeCount,
          batches: level.batches.map { Record.Batch(name: $0.name, itemCount: $0.itemCount) },
          flops: level.work.flops, bytes: level.work.bytes, nanoseconds: level.nanoseconds,
          isParallel: level.isParallel)
      },
      speedUps: Self.coreCounts.map { Record.SpeedUp(cores: $0, boundNanoseconds: bound($0)) })
  }

  struct Record: Encodable {
    struct Batch: Encodable {
      let name: String
      let itemCount: Int
    }
    struct Level: Encodable {
      let levelCount: Int
      let nodeCount: Int
      let batches: [Batch]
      let flops: Double
      let bytes: Double
      let nanoseconds: Double
      let isParallel: Bool
    }
    struct SpeedUp: Encodable {
      let cores: Int
      let boundNanoseconds: Double
    }

    let workload: String
    let nodeCount: Int
    let sourceNodeCount: Int
    let edgeCount: Int
    let depth: Int
    let arenaByteCount: Int
    let unsharedByteCount: Int
    let scratchByteCount: Int
    let width: Int
    let instructionSet: String
    let flops: Double
    let bytes: Double
    let workNanoseconds: Double
    let spanNanoseconds: Double
    let levels: [Level]
    let speedUps: [SpeedUp]
  }
}
