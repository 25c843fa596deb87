import ArgumentParser
import Costate
import CostateBenchmarks
import Foundation

/// `costate scaling`: the proof that value and all adjoints cost O(|V| + |E|).
struct ScalingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling",
    abstract: "Shows that value and all adjoints cost O(|V| + |E|), by counts and by time.",
    discussion: """
      For graphs of several families and sizes, what a run executes is counted and must equal \
      a |V| + b |E| + c integer for integer; the time of a run must grow with an exponent near 1.

      Families:
      \(ScalingFamily.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      Examples:
        costate scaling --quick
        costate scaling chain window --page scaling.html
        costate scaling --format json
      """)

  @Argument(help: "The families; all when none is named.")
  var families: [String] = []

  @Flag(help: "Two decades of sizes in place of four.")
  var quick = false

  @Option(help: ArgumentHelp("Where to write a page of plots and tables.", valueName: "file.html"))
  var page: String?

  @Option(help: .hidden)
  var inject: Injection = .none

  @OptionGroup var format: FormatOption

  func run() throws {
    let file = try page.map { try OutputFile(path: $0) }
    let chosen = try families.isEmpty ? ScalingFamily.all : families.map(Self.family)
    let machine = Machine.current(
      width: try AllowedWidth.detect(), instructionSet: try .chosen(), libraries: [])
    let sizes: ScalingSizes = quick ? .quick : .full
    let harness = Harness(
      timekeeper: SystemTimekeeper(),
      budget: Budget(secondsPerCase: quick ? 0.4 : 3, leastRounds: 9, mostRounds: 101))
    var bar = BenchProgress(task: "scaling", totalCount: chosen.count * sizes.graphCount)
    let families = try chosen.map { family in
      try family.measure(sizes, harness: harness, injection: inject) { bar.advance() }
    }
    bar.finish()
    let document = ScalingDocument(
      machine: machine, families: families,
      tensors: try TensorScaling.measure(
        widths: quick ? [16, 32, 64, 128] : [16, 32, 64, 128, 256, 512], harness: harness),
      comparisons: try DerivativeComparison.all())
    try file?.write(ScalingPage(document).markup)
    switch format.format {
    case .text: print(ScalingText(document).text(for: Terminal(.standardOutput)))
    case .json: print(jsonText(document))
    }
    guard document.holds else { throw ExitCode(1) }
  }

  private static func family(_ name: String) throws -> ScalingFamily {
    guard let family = ScalingFamily.all.first(where: { $0.name == name }) else {
      let names = ScalingFamily.all.map(\.name).joined(separator: ", ")
      throw ValidationError("family: expected one of \(names), got '\(name)'")
    }
    return family
  }
}

extension Injection: ExpressibleByArgument {}
