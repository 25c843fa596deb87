import CostateBenchmarks
import Foundation

/// The result of a gate for a terminal.
struct GateText {
  private let report: GateReport

  init(_ report: GateReport) { self.report = report }

  func text(for terminal: Terminal) -> String {
    let words = GateWords(report)
    var lines = [
      "base     \(report.commands.base)", "head     \(report.commands.head)",
      "runs     \(report.commands.arguments.joined(separator: " "))",
    ]
    if let machine = words.machine { lines.append("machine  \(machine)") }
    lines += ["sampled  \(words.sampling)", "", table.text(for: terminal), ""]
    lines += words.changes
    lines += [
      "effect   by which part head is slower than base; counts from the floor on",
      "control  the same of base against itself",
      "chance   the false-discovery rate at which the effect is found",
    ]
    lines.append("")
    lines.append("verdict  " + terminal.styled(words.verdict, style))
    return lines.joined(separator: "\n")
  }

  private var style: TextStyle { report.verdict == .noRegression ? .green : .red }

  private var table: Table {
    var table = Table(columns: [
      .init("case", key: "case"), .init("threads", key: "threads"),
      .init("base", key: "base"), .init("effect", unit: "%", key: "effect"),
      .init("floor", unit: "%", key: "floor"), .init("control", unit: "%", key: "control"),
      .init("chance", key: "chance"), .init("", key: "verdict"),
    ])
    let words = GateWords(report)
    for item in report.cases {
      table.append([
        .text(words.name(item.case)), .integer(item.case.threads),
        .text(timeText(item.baseSeconds * 1e9)), .number(item.effect * 100, decimalCount: 1),
        .number(item.effectFloor * 100, decimalCount: 1),
        .number(item.controlEffect * 100, decimalCount: 1),
        .number(item.adjustedProbability, decimalCount: 3), .text(item.verdict.text),
      ])
    }
    return table
  }
}

/// What all reports of a gate say in the same words.
struct GateWords {
  private let report: GateReport

  init(_ report: GateReport) { self.report = report }

  /// The machine in a line; nil before the first process has ended.
  var machine: String? {
    report.machine.map { "\($0.cpu), \($0.isa), width \($0.width)" }
  }

  /// How much was sampled.
  var sampling: String {
    let size = SamplingPlan.processesPerBlock
    let suspectCount = report.cases.count(where: \.wasSuspect)
    let first = "\(report.screeningBlockCount) blocks of \(size) processes"
    guard report.confirmationBlockCount > 0 else { return first + "" }
    return first + ", then \(report.confirmationBlockCount) more for \(suspectCount) "
      + (suspectCount == 1 ? "case" : "cases")
  }

  /// The verdict with its reason.
  var verdict: String {
    switch report.verdict {
    case .noRegression: return report.verdict.text
    case .regression: return "\(report.verdict.text): \(names(.regression))"
    case .incomplete:
      return "\(report.verdict.text), the figures are partial: \(report.incompleteReason ?? "")"
    case .tooNoisy:
      let differing = names(.controlDiffers)
      return differing.isEmpty
        ? "\(report.verdict.text) for \(names(.noisy))"
        : "\(report.verdict.text): the base differs from itself in \(differing)"
    }
  }

  /// The cases of a verdict, the first few by name.
  private func names(_ verdict: GateCaseVerdict) -> String {
    let mostNames = 2
    let names = report.cases.filter { $0.verdict == verdict }.map { name($0.case) }
    let rest = names.count - mostNames
    return names.prefix(mostNames).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// A line for each case that only one executable has.
  var changes: [String] {
    report.removedCases.map { "only in base: \($0.description)" }
      + report.addedCases.map { "only in head: \($0.description)" }
  }

  /// What a case is called: with its engine, where there is more than one.
  func name(_ item: GateCase) -> String {
    Set(report.cases.map(\.case.engine)).count > 1 ? "\(item.name) \(item.engine)" : item.name
  }

  /// A difference in per cent with its sign.
  static func difference(_ share: Double) -> String { String(format: "%+.1f %%", share * 100) }

  /// A share in per cent.
  static func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}
