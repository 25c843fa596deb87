import Foundation

/// How far a long piece of work has come.
struct Progress: Equatable, Sendable {
  /// What is being done, in a word.
  let task: String
  /// The steps done.
  let completedCount: Int
  /// All the steps.
  let totalCount: Int
  /// The current value of the function that is minimised, if there is one.
  let loss: Double?
  /// The throughput, steps per second.
  let stepsPerSecond: Double

  /// The share that is done, 0…1; no steps are all done.
  var fraction: Double {
    completedCount < totalCount ? max(0, Double(completedCount) / Double(totalCount)) : 1
  }

  /// The progress in words.
  var summary: String { "\(task)  \(figures)" }

  /// One line of at most `width` characters; a bar takes the place that is left, if it is enough.
  func line(width: Int) -> String {
    let barWidth = min(30, width - summary.count - 2)
    guard barWidth >= 8 else { return String(summary.prefix(width)) }
    let filledCount = Int(fraction * Double(barWidth))
    let bar =
      String(repeating: "━", count: filledCount)
      + String(repeating: "─", count: barWidth - filledCount)
    return "\(task)  \(bar)  \(figures)"
  }

  private var figures: String {
    let figures: [String?] = [
      String(format: "%3d %%", Int(fraction * 100)),
      loss.map { "loss " + String(format: "%.4g", $0) },
      "\(Progress.short(stepsPerSecond)) steps/s",
    ]
    return figures.compactMap(\.self).joined(separator: "  ")
  }

  /// Three digits and a letter for thousands, millions, ….
  private static func short(_ value: Double) -> String {
    for (unit, letter) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= unit {
      return String(format: "%.3g", value / unit) + letter
    }
    return String(format: "%.3g", value)
  }
}
