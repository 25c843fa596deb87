import ArgumentParser
import Costate
import CostateBenchmarks
import Foundation

/// `costate counters`: what every workload's program is and does, in exact numbers.
struct CountersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counters",
    abstract: "Counts what programs are and do; the same on every machine.",
    discussion: """
      Value and all gradients of each workload, compiled for a fixed machine: nodes, edges, levels, \
      batches, work items, kernel calls, flops, bytes, planned memory. Times play no part, so one \
      differing number is a change of the program. scripts/baseline counts allocations too.

      Examples:
        costate counters
        costate counters --format json
        costate counters --against Benchmarks/Baselines/counters.json
      """)

  @Argument(help: "Only cases whose names hold one of these texts; all when none is given.")
  var cases: [String] = []

  @Option(help: ArgumentHelp("A baseline to compare with.", valueName: "file.json"))
  var against: String?

  @Option(help: ArgumentHelp("Where to write a baseline.", valueName: "file.json"))
  var save: String?

  @Option(help: .hidden)
  var runs = 1

  @Option(help: .hidden, transform: Self.instructionSet)
  var instructionSet = InstructionSet.baseline

  @OptionGroup var format: FormatOption

  func validate() throws {
    guard runs >= 1 else { throw ValidationError("--runs: expected at least 1, got \(runs)") }
  }

  func run() throws {
    let file = try save.map { try OutputFile(path: $0) }
    let baseline = try against.map { try CounterDocument(path: $0) }
    let chosen = CounterCase.all.filter { isChosen($0.name) }
    guard !chosen.isEmpty else {
      let names = CounterCase.all.map(\.name).joined(separator: ", ")
      throw ValidationError("cases: expected part of one of \(names), got '\(cases[0])'")
    }
    let conditions = CounterConditions(instructionSet: instructionSet)
    let document = CounterDocument(
      conditions: conditions,
      records: try chosen.map { try $0.counters(conditions, runCount: runs) })
    try file?.write(jsonText(document) + "\n")
    if let baseline {
      let differences = document.differences(
        from: CounterDocument(
          conditions: baseline.conditions, records: baseline.records.filter { isChosen($0.case) }))
      for difference in differences { print(difference) }
      guard differences.isEmpty else { throw ExitCode(1) }
      print("all counters of \(document.records.count) cases are those of the baseline")
      return
    }
    switch format.format {
    case .text: print(table(document).text(for: Terminal(.standardOutput)))
    case .json: print(jsonText(document))
    }
  }

  private static func instructionSet(_ name: String) throws -> InstructionSet {
    guard let level = InstructionSet(rawValue: name) else { throw InstructionSetError(given: name) }
    return level
  }

  private func isChosen(_ name: String) -> Bool {
    cases.isEmpty || cases.contains { name.contains($0) }
  }

  private func table(_ document: CounterDocument) -> Table {
    var table = Table(columns: [
      .init("counter", key: "counter"), .init("value", key: "value"), .init("case", key: "case"),
    ])
    for record in document.records {
      for (name, value) in record.counters.sorted(by: { $0.key < $1.key }) {
        table.append([.text(name), .integer(value), .text(record.case)])
      }
    }
    return table
  }
}

extension CounterDocument {
  /// Reads a baseline.
  fileprivate init(path: String) throws(FileError) {
    let file = try InputFile(path: path)
    let byteCount = try file.byteCount()
    var bytes: [UInt8] = []
    try file.readNext(byteCount, into: &bytes)
    let document = try? JSONDecoder().decode(CounterDocument.self, from: Data(bytes))
    let known = CounterDocument.currentSchemaVersion
    guard let document, document.schemaVersion == known else {
      throw .content(
        path: path, expected: "counters of schema version \(known)",
        found: document.map { "version \($0.schemaVersion)" } ?? FileError.quoted(bytes))
    }
    self = document
  }
}
