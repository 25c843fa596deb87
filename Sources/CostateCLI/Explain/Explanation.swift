import Costate

/// What is said of a program: its report, predictions, and measurements if there are any.
struct Explanation {
  let workload: String
  let report: Report
  /// For each asked number of cores.
  let predictions: [Prediction]
  /// On one core and on all; empty without a measurement.
  let measurements: [LevelMeasurement]

  init(
    workload: String, report: Report, coreCounts: [Int], measurements: [LevelMeasurement]
  ) {
    self.workload = workload
    self.report = report
    predictions = coreCounts.map { report.prediction(coreCount: $0) }
    self.measurements = measurements
  }

  /// Brent’s bound, or T₁ where that is less: one worker can always do it all.
  func bound(coreCount: Int) -> Double {
    min(report.workNanoseconds, report.brentBound(workers: coreCount))
  }

  /// How many times as fast as one core's work a time is.
  func speedUp(_ nanoseconds: Double) -> Double {
    report.workNanoseconds / max(nanoseconds, 1e-9)
  }

  /// The share of the roof that a level's predicted rate is, or nil where it computes and moves
  /// nothing.
  func shareOfRoof(_ level: Report.Level) -> Double? {
    report.roofline.bound(level.work) == .overhead
      ? nil : report.roofline.nanoseconds(level.work) / max(level.nanoseconds, 1e-9)
  }
}
