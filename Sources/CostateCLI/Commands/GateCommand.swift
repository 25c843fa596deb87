import ArgumentParser
import CostateBenchmarks
import Foundation

/// `costate gate`: whether one executable is slower than another.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Tells whether one built executable is slower than another.",
    discussion: """
      Runs both executables in turn, in fresh processes, and the base once more against itself. Any \
      executable will do that prints the JSON of `costate bench --format json` on standard output. \
      What stands behind -- are the arguments of both; without any they are those of this command \
      line’s own quick benchmark.

      Exit codes: 0 no regression, 1 regression, 2 a wrong argument or input or an early end, 3 the \
      machine is too noisy for an answer.

      Examples:
        costate gate --base old/costate --head new/costate
        costate gate --base old/costate --head new/costate -- bench two-layer --format json
        costate gate --base a --head b --minutes 10 --junit gate.xml --markdown gate.md
      """)

  /// What this command line is asked to measure when nothing is said: small cases, one thread, about
  /// a second.
  static let defaultArguments = [
    "bench", "two-layer", "--quick", "--seconds", "0.05", "--threads", "1", "--against", "none",
    "--format", "json",
  ]

  @Option(help: ArgumentHelp("The executable to compare with.", valueName: "path"))
  var base: String

  @Option(help: ArgumentHelp("The executable in question.", valueName: "path"))
  var head: String

  @Option(help: ArgumentHelp("The time for everything.", valueName: "n"))
  var minutes = 5.0

  @Option(help: "Which figure of a process counts: minimum or median.")
  var estimate: GateEstimate = .minimum

  @Option(help: ArgumentHelp("The least difference that counts, in per cent.", valueName: "n"))
  var relativeFloor = GateThresholds().relativeFloor * 100

  @Option(help: ArgumentHelp("The least difference that counts, in nanoseconds.", valueName: "n"))
  var absoluteFloor = (GateThresholds().absoluteFloorSeconds * 1e9).rounded()

  @Option(
    help: ArgumentHelp(
      "The noise, in per cent, from which the machine is too noisy.", valueName: "n"))
  var noiseLimit = GateThresholds().noiseLimit * 100

  @Option(help: ArgumentHelp("The time for one process, in seconds.", valueName: "n"))
  var timeLimit = 60.0

  @Option(help: ArgumentHelp("Where to write the report as Markdown.", valueName: "file.md"))
  var markdown: String?

  @Option(help: ArgumentHelp("Where to write the report as JUnit XML.", valueName: "file.xml"))
  var junit: String?

  @OptionGroup var format: FormatOption

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The arguments of both executables.", valueName: "arguments"))
  var arguments: [String] = []

  func validate() throws {
    try Self.check("--minutes", minutes, 0.01...1440)
    try Self.check("--relative-floor", relativeFloor, 0...1000)
    try Self.check("--absolute-floor", absoluteFloor, 0...1e12)
    try Self.check("--noise-limit", noiseLimit, 0.1...1000)
    try Self.check("--time-limit", timeLimit, 0.01...86_400)
  }

  private static func check(
    _ option: String, _ value: Double, _ range: ClosedRange<Double>
  ) throws {
    guard range.contains(value) else {
      let (least, most) = (range.lowerBound, range.upperBound)
      throw ValidationError(
        "\(option): expected \(String(format: "%g to %g, got %g", least, most, value))")
    }
  }

  private var thresholds: GateThresholds {
    var thresholds = GateThresholds()
    thresholds.relativeFloor = relativeFloor / 100
    thresholds.absoluteFloorSeconds = absoluteFloor * 1e-9
    thresholds.noiseLimit = noiseLimit / 100
    return thresholds
  }

  func run() throws {
    let markdownFile = try markdown.map { try OutputFile(path: $0) }
    let junitFile = try junit.map { try OutputFile(path: $0) }
    GateInterruption.observe()
    let commands = GateCommands(
      base: base, head: head, arguments: arguments.isEmpty ? Self.defaultArguments : arguments)
    var measurement = GateMeasurement(
      commands: commands, thresholds: thresholds, estimate: estimate, budget: minutes * 60,
      timeLimit: timeLimit)
    var failure: GateError?
    do throws(GateError) { try measurement.run() } catch { failure = error }
    // Without one sample there is nothing to keep.
    guard let samples = measurement.samples else {
      throw failure ?? .noCommonCase(base: base, head: head)
    }
    let report = GateReport(
      samples, commands: commands, machine: measurement.machine, thresholds: thresholds,
      estimate: estimate, incompleteReason: failure.map { "\($0)" })
    try write(report, markdown: markdownFile, junit: junitFile)
    if let failure { throw failure }
    if report.verdict.exitCode != 0 { throw ExitCode(report.verdict.exitCode) }
  }

  /// Prints the report, then writes the files: where there is no room for them, it was printed.
  private func write(
    _ report: GateReport, markdown: OutputFile?, junit: OutputFile?
  ) throws(FileError) {
    let text =
      switch format.format {
      case .text: GateText(report).text(for: Terminal(.standardOutput))
      case .json: jsonText(report)
      }
    let output = FileWriter(path: "standard output", descriptor: STDOUT_FILENO)
    try output.append(text + "\n")
    try markdown?.write(GateMarkdown(report).text)
    try junit?.write(GateJUnit(report).markup)
  }
}

extension GateEstimate: ExpressibleByArgument {}

extension FileWriter {
  /// Writes a text as UTF-8.
  func append(_ text: String) throws(FileError) {
    try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(FileError) in
      try append(UnsafeRawBufferPointer(bytes))
    }
  }
}
