import CostateBenchmarks

/// The result of a gate for a comment on a pull request.
struct GateMarkdown {
  private let report: GateReport

  init(_ report: GateReport) { self.report = report }

  /// The comment's text: the verdict, the cases that changed, and all cases folded away.
  var text: String {
    let words = GateWords(report)
    let changed = report.cases.filter { $0.verdict != .unchanged }
    var lines = ["### Performance: \(Self.escaped(words.verdict))", ""]
    if !changed.isEmpty { lines += table(changed) + [""] }
    lines += words.changes.map { "* \(Self.escaped($0))" }
    lines += [
      "", "<details><summary>All \(report.cases.count) cases</summary>", "",
    ]
    lines += table(report.cases)
    lines += [
      "",
      "Sampled \(words.sampling), each `\(report.commands.arguments.joined(separator: " "))`"
        + (words.machine.map { " on \(Self.escaped($0))" } ?? "") + ".",
      "", "</details>", "",
    ]
    return lines.joined(separator: "\n")
  }

  private func table(_ items: [GateReport.Item]) -> [String] {
    let words = GateWords(report)
    return [
      "| case | threads | base | head | effect | 95 % | floor | control | |",
      "|---|--:|--:|--:|--:|:-:|--:|--:|---|",
    ]
      + items.map { item in
        let interval = item.effectInterval.map(GateWords.difference).joined(separator: " … ")
        let cells = [
          Self.escaped(words.name(item.case)), "\(item.case.threads)",
          timeText(item.baseSeconds * 1e9), timeText(item.headSeconds * 1e9),
          GateWords.difference(item.effect), interval,
          GateWords.percent(item.effectFloor),
          GateWords.difference(item.controlEffect), item.verdict.text,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
      }
  }

  /// The text with Markdown's own characters escaped.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      if "\\|*_`<>[]#".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
  }
}
