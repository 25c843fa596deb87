import ArgumentParser
import Foundation

/// The command line `costate`.
@main
struct CostateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "costate",
    abstract: "Compiles a computation graph once and computes its value and all its adjoints.",
    discussion: """
      Every result has the same bits at any number of threads and on any instruction set.

      Examples:
        costate train                   train on the embedded handwritten digits
        costate check                   check every workload against the mathematics
        costate explain two-layer       show the plan of a workload
        costate topology --format json  show what the machine offers
        costate bench gemm --quick      compare matrix products with OpenBLAS, BLIS
        costate bench scalar --quick    compare graphs of scalars with CasADi, ADOL-C
        costate scaling --quick         show that adjoints cost O(|V| + |E|)
        costate gate --base a --head b  tell whether b is slower than a

      Environment: COSTATE_THREADS sets the width, COSTATE_ISA (baseline, v3, v4) the instruction \
      set, NO_COLOR turns colours off.

      Exit codes: 0 good, 1 a check failed, 2 a wrong argument or input.
      """,
    version: "0.1.0",
    subcommands: [
      TrainCommand.self, CheckCommand.self, ExplainCommand.self, TopologyCommand.self,
      BenchCommand.self, ScalingCommand.self, GateCommand.self, CountersCommand.self,
    ] + testCommands)

  /// What only builds for testing have.
  private static var testCommands: [any ParsableCommand.Type] {
    #if COSTATE_SLOWDOWN
      [SlowdownCommand.self]
    #else
      []
    #endif
  }

  /// Runs the command; errors are one line on standard error and exit code 2.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      if exitCode(for: error) == .success {
        print(fullMessage(for: error))
        Foundation.exit(0)
      }
      printToStandardError("costate: \(message(for: error))")
      Foundation.exit(2)
    }
  }
}

/// Prints to standard error at once, without a line break of its own when `isPartial`.
func printToStandardError(_ text: String, isPartial: Bool = false) {
  FileHandle.standardError.write(Data((isPartial ? text : text + "\n").utf8))
}

/// Prints what is seen at once, in a file too: a measurement is long.
func printNow(_ text: String, terminator: String = "\n") {
  print(text, terminator: terminator)
  fflush(nil)
}

extension OutputFormat: ExpressibleByArgument {}

/// The option that every command with a table has.
struct FormatOption: ParsableArguments {
  @Option(help: "How the result is printed: text or json.")
  var format: OutputFormat = .text
}

/// The option that every command with a run has.
struct ThreadsOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The most threads to use; results do not depend on it.", valueName: "n"))
  var threads: Int?
}
