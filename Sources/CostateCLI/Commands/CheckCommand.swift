import ArgumentParser
import Costate
import CostateBenchmarks
import Foundation

/// `costate check`: workloads against the mathematics.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks values, adjoints and bits of whole workloads.",
    discussion: """
      For every node, z_i = f_i(z_α(i)) and λ_j = Σ λ_i ∂f_i/∂z_j are recomputed, and each \
      operation's adjoint rule is compared with differences; what is wrong is named at its node. \
      Adjoints of inputs and inner nodes are compared with central differences of f; values and \
      adjoints are compared bit by bit across widths and instruction sets.

      Workloads and their parameters:
      \(ParameterOptions.list)

      Examples:
        costate check
        costate check window-dag --set nodes=100000
        costate check --format json
        costate check --identity
      """)

  @Argument(help: "The workloads to check; all when none is named.")
  var workloads: [String] = []

  @Flag(
    help: """
      Only print the SHA-256 of all values and adjoints, in float and double, and compare them with
      those that every machine gets.
      """)
  var identity = false

  @Flag(help: "With --identity: the smallest blocks of matrix products that there are.")
  var smallestBlocks = false

  @OptionGroup var parameters: ParameterOptions
  @OptionGroup var format: FormatOption

  func run() throws {
    let chosen = try workloads.isEmpty ? Workload.all : workloads.map { try Workload.named($0) }
    let values = try parameters.values()
    if !values.isEmpty, chosen.count != 1 {
      throw ValidationError("--set: expected one workload with it, got \(chosen.count)")
    }
    if smallestBlocks, !identity {
      throw ValidationError("--smallest-blocks: expected --identity with it")
    }
    if identity {
      guard values.isEmpty else {
        throw ValidationError("--identity: expected no --set with it, the book has the defaults")
      }
      return try compareIdentity(chosen)
    }
    let terminal = Terminal(.standardError)
    var results: [CheckResult] = []
    for workload in chosen {
      let result = try workload.check(values) { progress in
        guard terminal.redrawsLines else { return }
        printToStandardError(
          "\r\(workload.name): \(progress.task) \(progress.completedCount)/\(progress.totalCount)"
            + "\u{1B}[K", isPartial: true)
      }
      if terminal.redrawsLines { printToStandardError("\r\u{1B}[K", isPartial: true) }
      results.append(result)
      if format.format == .text { print(CheckText(result).text) }
    }
    if format.format == .json { print(jsonText(results)) }
    if results.contains(where: { !$0.holds }) { throw ExitCode(1) }
  }

  private func compareIdentity(_ workloads: [Workload]) throws {
    var options = Options()
    if smallestBlocks { options.blocking = .smallest(try InstructionSet.chosen()) }
    let terminal = Terminal(.standardError)
    let book = try IdentityBook(workloads, options: options) { task in
      guard terminal.redrawsLines else { return }
      printToStandardError("\r\(task)\u{1B}[K", isPartial: true)
    }
    if terminal.redrawsLines { printToStandardError("\r\u{1B}[K", isPartial: true) }
    print(format.format == .json ? jsonText(book.entries) : book.lines)
    let differences = book.differences(from: .expected)
    for difference in differences { printToStandardError("costate: \(difference)") }
    if !differences.isEmpty { throw ExitCode(1) }
  }
}

/// A check's result in lines.
private struct CheckText {
  let result: CheckResult

  init(_ result: CheckResult) { self.result = result }

  var text: String {
    let parameters = result.parameters.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    var lines = [
      "\(result.workload)  \(result.holds ? "holds" : "FAILS")  \(parameters)",
      line(
        "graph",
        "|V| = \(result.nodeCount), |E| = \(result.edgeCount), "
          + "\(result.adjointCount) adjoints, f = \(result.objective)"),
      line("max |z − f(z)|", residual(result.valueResidual)),
      line("max |λ − Σ λ ∂f|", residual(result.adjointResidual)),
      line("adjoint sums", bounded(result.adjointSums, "sums over successors")),
      line("adjoint rules", bounded(result.adjointRules, "derivatives of operations")),
      line("differences", bounded(result.centralDifferences, "adjoints")),
      line(
        "bits",
        "\(result.bitIdentity.comparisonCount) comparisons, "
          + "\(result.bitIdentity.mismatchCount) differ"),
    ]
    for finding in result.findings {
      let expectation = finding.expectation.isEmpty ? "" : ", expected \(finding.expectation)"
      lines.append(line(finding.label, "\(finding.value)\(expectation)"))
    }
    lines += result.failures.map { line("failure", $0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ label: String, _ value: String) -> String {
    "  \(label)\(String(repeating: " ", count: max(1, 30 - label.count)))\(value)"
  }

  private func residual(_ residual: Residual) -> String {
    "\(residual.ulps) ulps in \(residual.equationCount) equations"
      + (residual.place.map { ", at \($0)" } ?? "")
  }

  private func bounded(_ difference: BoundedDifference, _ what: String) -> String {
    "\(difference.comparisonCount) \(what), largest error "
      + "\(String(format: "%.2g", difference.largest)), "
      + "\(String(format: "%.2g", difference.largestShareOfBound)) of its bound"
  }
}
