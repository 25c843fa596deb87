import Costate
import CostateBenchmarks

/// How long each level of a program takes, by prediction and by the clock.
///
/// A machine's speed changes from moment to moment. So there are rounds, each of a calibration and then
/// some runs, and predictions are compared with the times of their own round only. Every other run is
/// traced: what that makes runs longer is taken off its levels, item by item.
struct LevelMeasurement {
  private static let roundCount = 7
  /// As many runs a round as fit, but no more. Short runs go on for some milliseconds, as those of the
  /// calibration do: the first hundred of them find other caches and branch predictions.
  private static let maximumRunCount = 1_000
  private static let roundSeconds = 0.1
  /// How long runs without recording go on between two looks at the clock, which takes tens of
  /// nanoseconds itself.
  private static let leastNanoseconds = 5_000.0

  /// The cores it was predicted for and measured on.
  let coreCount: Int
  /// What was predicted for each level, in nanoseconds: the median of the rounds.
  let predictedLevelNanoseconds: [Double]
  /// The same for the run.
  let predictedNanoseconds: Double
  /// What each level took, in nanoseconds: the median of the rounds, each the median of its runs.
  let levelNanoseconds: [Double]
  /// The same for the run.
  let nanoseconds: Double
  /// By what share each level's prediction is off: the median of the rounds.
  let relativeErrors: [Double]

  /// Runs a problem's program again and again, as wide as it was compiled.
  init(_ program: Program, _ problem: Problem) throws {
    let report = program.report
    let workspace = try problem.workspace(for: program)
    // The first run touches memory for the first time.
    try workspace.run()
    let rounds = try (0..<Self.roundCount).map { _ in try Round(report, workspace) }
    func median(_ value: (Round) -> Double) -> Double { Summary.median(rounds.map(value)) }
    let levels = report.levels.indices
    coreCount = report.width
    predictedLevelNanoseconds = levels.map { level in
      median { $0.prediction.levelNanoseconds[level] }
    }
    predictedNanoseconds = median(\.prediction.nanoseconds)
    levelNanoseconds = levels.map { level in median { $0.levelNanoseconds[level] } }
    nanoseconds = median(\.nanoseconds)
    relativeErrors = levels.map { level in
      abs(median { $0.prediction.levelNanoseconds[level] / max($0.levelNanoseconds[level], 1) } - 1)
    }
  }

  /// The median of ``relativeErrors``; 0 without levels.
  var medianError: Double { relativeErrors.isEmpty ? 0 : Summary.median(relativeErrors) }

  /// A prediction with what work takes now, and the medians of the runs after it.
  private struct Round {
    let prediction: Prediction
    let levelNanoseconds: [Double]
    let nanoseconds: Double

    init(_ report: Report, _ workspace: Workspace) throws {
      prediction = report.prediction(coreCount: report.width, costModel: .calibrate())
      let clock = ContinuousClock()
      let end = clock.now + .seconds(LevelMeasurement.roundSeconds)
      let isShared = report.levels.contains(where: \.isParallel)
      var levels: [[Double]] = []
      var traced: [Double] = []
      var plain: [Double] = []
      repeat {
        let trace = try workspace.runTraced()
        let own = trace.levelNanoseconds(levelCount: report.levels.count)
        levels.append(own)
        // Workers take time to leave; who runs alone is done with the last level.
        traced.append(isShared ? trace.nanoseconds : own.reduce(0, +))
        let runCount = max(1, Int(LevelMeasurement.leastNanoseconds / max(trace.nanoseconds, 1)))
        let begin = clock.now
        for _ in 0..<runCount { try workspace.run() }
        plain.append((clock.now - begin) / .nanoseconds(runCount))
      } while plain.count < LevelMeasurement.maximumRunCount && clock.now < end
      nanoseconds = Summary.median(plain)
      // The items that one worker runs, if all are equally fast.
      let itemCounts = report.levels.map { level in
        let count = level.batches.reduce(0) { $0 + $1.itemCount }
        return Double(level.isParallel ? (count - 1) / report.width + 1 : count)
      }
      let recording = Summary.median(traced) - nanoseconds
      let itemNanoseconds = max(0, recording) / max(1, itemCounts.reduce(0, +))
      levelNanoseconds = report.levels.indices.map { level in
        max(0, Summary.median(levels.map { $0[level] }) - itemNanoseconds * itemCounts[level])
      }
    }
  }
}
