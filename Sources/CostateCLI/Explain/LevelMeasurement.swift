import Costate
import CostateBenchmarks

/// How long each level of a program takes, by the clock.
struct LevelMeasurement {
  /// As many runs as fit, but no more: medians of so many no longer move.
  private static let maximumRunCount = 101
  private static let seconds = 0.5

  /// What was predicted for as many cores.
  let prediction: Prediction
  /// The median of each level's times, in nanoseconds.
  let levelNanoseconds: [Double]
  /// The median of the runs' times, in nanoseconds.
  let nanoseconds: Double

  /// Runs a problem's program again and again, as wide as it was compiled.
  init(_ program: Program, _ problem: Problem) throws {
    let report = program.report
    prediction = report.prediction(coreCount: report.width)
    let workspace = try problem.workspace(for: program)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds)
    // The first run touches memory for the first time.
    try workspace.run()
    var runs: [[Double]] = []
    var totals: [Double] = []
    repeat {
      let trace = try workspace.runTraced()
      runs.append(trace.levelNanoseconds(levelCount: report.levels.count))
      totals.append(trace.nanoseconds)
    } while runs.count < Self.maximumRunCount && clock.now < end
    nanoseconds = Self.median(totals)
    levelNanoseconds = report.levels.indices.map { level in Self.median(runs.map { $0[level] }) }
  }

  /// By what share each level's prediction is off.
  var relativeErrors: [Double] {
    zip(prediction.levelNanoseconds, levelNanoseconds).map { predicted, measured in
      abs(predicted - measured) / max(measured, 1)
    }
  }

  /// The median of ``relativeErrors``; 0 without levels.
  var medianError: Double { relativeErrors.isEmpty ? 0 : Self.median(relativeErrors) }

  private static func median(_ values: [Double]) -> Double { Summary.median(values) }
}
