import CostateBenchmarks
import Foundation

/// The results of a suite as tables: a row for each case and number of threads.
struct BenchText {
  private let suite: BenchmarkSuite
  private let results: [BenchmarkResult]
  private let terminal: Terminal

  init(_ measured: BenchReport.SuiteResults, terminal: Terminal = Terminal(.standardOutput)) {
    suite = measured.suite
    results = measured.results
    self.terminal = terminal
  }

  /// The cases of the last group, with an empty line after them.
  var lastTable: String {
    guard let last = results.last else { return "" }
    let group = results.filter { $0.group == last.group && $0.elementType == last.elementType }
    return table(group).text(for: terminal, isWholeInFiles: true) + "\n"
  }

  /// The tables of all groups.
  var tables: String {
    var seen: Set<[String]> = []
    return results.filter { seen.insert([$0.group, $0.elementType.rawValue]).inserted }
      .map { first in
        table(results.filter { $0.group == first.group && $0.elementType == first.elementType })
          .text(for: terminal, isWholeInFiles: true) + "\n"
      }.joined(separator: "\n")
  }

  /// What the results say as a whole, and whether goals are reached; empty where nothing is said.
  var findings: String {
    let findings = suite.findings(results)
    guard !findings.isEmpty else { return "" }
    var table = Table(columns: [
      .init(suite.name, key: "label"), .init("value", key: "value"),
      .init("goal", key: "expectation"), .init("", key: "holds"),
    ])
    for finding in findings {
      table.append([
        .text(finding.label), .number(finding.value, decimalCount: 2), .text(finding.expectation),
        .text(finding.expectation.isEmpty ? "" : finding.holds ? "reached" : "missed"),
      ])
    }
    return table.text(for: terminal, isWholeInFiles: true) + "\n\n"
  }

  private func table(_ results: [BenchmarkResult]) -> Table {
    let columns = BenchColumns(suite.figures, results)
    var table = Table(
      columns: [
        .init(
          suite.elementTypes.count > 1 ? results[0].elementType.rawValue : suite.name, key: "case"),
        .init("threads", key: "threads"),
      ] + columns.all.map(\.column))
    for result in results {
      for ours in result.figures where ours.role == .ours {
        table.append(
          [.text(result.name), .integer(ours.threads)]
            + columns.all.map { $0.cell(result, ours) })
      }
    }
    return table
  }
}
