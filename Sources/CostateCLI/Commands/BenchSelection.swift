import ArgumentParser
import Costate
import CostateBenchmarks

/// The options that every benchmark has: what is measured, and for how long.
struct BenchSelection: ParsableArguments {
  /// The element types on a command line.
  enum TypeArgument: String, CaseIterable, ExpressibleByArgument {
    case float
    case double

    /// The type that it means.
    var elementType: ElementType { self == .float ? .float : .double }
  }

  @Option(help: "The element type: float or double; all when it is not given.")
  var type: TypeArgument?

  @Option(
    help: ArgumentHelp(
      "The numbers of threads, separated by commas; 1 and the width when they are not given.",
      valueName: "n,…"))
  var threads: String?

  @Flag(help: "A first look: short measurements, no case that takes long.")
  var quick = false

  @Option(
    help: ArgumentHelp(
      "The time for a case and number of threads, in seconds.", valueName: "seconds"))
  var seconds: Double?

  /// The numbers of threads to measure with.
  func threadCounts() throws -> [Int] {
    guard let threads else {
      let width = try AllowedWidth.detect().workerCount
      return width == 1 ? [1] : [1, width]
    }
    return try threads.split(separator: ",", omittingEmptySubsequences: false).map { text in
      guard let count = Int(text), AllowedWidth.permitted.contains(count) else {
        let permitted = AllowedWidth.permitted
        throw ValidationError(
          "--threads: expected \(permitted.lowerBound) to \(permitted.upperBound), got '\(text)'")
      }
      return count
    }.uniqued()
  }

  /// How long a case is measured.
  var budget: Budget {
    var budget = quick ? Budget.quick : .full
    if let seconds { budget.secondsPerCase = seconds }
    return budget
  }

  func validate() throws {
    if let seconds, !(0...3600).contains(seconds) {
      throw ValidationError("--seconds: expected 0 to 3600, got \(seconds)")
    }
  }
}
