import ArgumentParser
import Foundation
import TestSupport

/// `costate-fuzz`: runs random graphs in random ways until it finds a wrong bit or the time is up.
@main
struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "costate-fuzz",
    abstract: "Compares random graphs with the reference interpreter, bit for bit.",
    discussion: """
      Graphs have numbers; a number and the seed determine the graph and how it is run. The first \
      graph that differs is shrunk and printed as a program in Swift.

      Exit codes: 0 no difference, 1 a difference, 2 a wrong argument.
      """)

  @Option(help: "How long to go on.")
  var minutes: Double?

  @Option(help: "How many graphs to run.")
  var graphs: UInt64?

  @Option(help: "What the graphs depend on.")
  var seed: UInt64 = 1

  /// Most of a small graph's time is waiting for threads that come late on purpose.
  @Option(help: "How many graphs run at a time.")
  var jobs = 12 * ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Run the graph of this number alone.")
  var only: UInt64?

  @Flag(help: "Plant a fault in every graph; success is to find it and to shrink it.")
  var plant = false

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("expected at least 1 job, got \(jobs)") }
    if let minutes, !(minutes > 0 && minutes < 1e6) {
      throw ValidationError("expected a positive number of minutes, got \(minutes)")
    }
  }

  func run() throws {
    let first = only ?? 0
    // Without a limit, a minute.
    let campaign = Campaign(
      seed: seed, numbers: first..<first + (only == nil ? graphs ?? .max - first : 1),
      seconds: (minutes ?? (graphs == nil && only == nil ? 1 : nil)).map { $0 * 60 }, plant: plant)
    let result = campaign.run(jobCount: jobs)
    print(result.tally.summary(seconds: result.seconds, seed: seed))
    if let failure = result.failure {
      let report = try FailureReport(seed: seed, failure, plant: plant)
      print("\n\(report.text)")
      throw plant && report.isMinimal ? ExitCode.success : .failure
    }
    if plant {
      print("costate-fuzz: the planted fault was not found")
      throw ExitCode.failure
    }
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
      FileHandle.standardError.write(Data("costate-fuzz: \(message(for: error))\n".utf8))
      Foundation.exit(2)
    }
  }
}
