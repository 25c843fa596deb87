import Costate
import Foundation

/// The losses of a training, epoch by epoch.
struct TrainingHistory {
  /// The mean loss of a training row.
  private(set) var trainingLosses: [Double] = []
  /// The mean loss of a test row.
  private(set) var testLosses: [Double] = []
  /// How long it took.
  var seconds = 0.0

  mutating func append(trainingLoss: Double, testLoss: Double) {
    trainingLosses.append(trainingLoss)
    testLosses.append(testLoss)
  }
}

/// What a training came to.
struct TrainingResult {
  let parameters: NetworkParameters
  /// The share of test rows that are recognised.
  let accuracy: Double
  let testRowCount: Int
  let stepCount: Int
  let history: TrainingHistory
  let report: Report

  func summary(curve: String, save: String?) -> String {
    let percent = String(format: "%.2f", accuracy * 100)
    let rate = history.seconds > 0 ? Double(stepCount) / history.seconds : 0
    var lines = [
      "test accuracy      \(percent) % of \(testRowCount) rows",
      "steps              \(stepCount) in \(String(format: "%.2f", history.seconds)) s "
        + "(\(Int(rate)) per second)",
      "parameters sha256  \(parameters.digest)",
      "training curve     \(curve)",
    ]
    if let save { lines.append("parameters         \(save)") }
    return lines.joined(separator: "\n")
  }

  /// The result for programs.
  var record: Record {
    Record(
      accuracy: accuracy, testRowCount: testRowCount, stepCount: stepCount,
      seconds: history.seconds, trainingLoss: history.trainingLosses.last,
      testLoss: history.testLosses.last, parametersSHA256: parameters.digest,
      nodeCount: report.nodeCount, edgeCount: report.edgeCount, levelCount: report.levels.count,
      arenaByteCount: report.arenaByteCount, width: report.width,
      instructionSet: report.instructionSet.rawValue)
  }

  struct Record: Encodable {
    let accuracy: Double
    let testRowCount: Int
    let stepCount: Int
    let seconds: Double
    let trainingLoss: Double?
    let testLoss: Double?
    let parametersSHA256: String
    let nodeCount: Int
    let edgeCount: Int
    let levelCount: Int
    let arenaByteCount: Int
    let width: Int
    let instructionSet: String
  }
}

/// The training curve as a picture.
struct TrainingCurve {
  let history: TrainingHistory

  var document: SVGDocument {
    func points(_ losses: [Double]) -> [(x: Double, y: Double)] {
      losses.enumerated().map { (Double($0.offset + 1), $0.element) }
    }
    return LineChart(
      title: "Training of the two-layer network", horizontalTitle: "epoch",
      verticalTitle: "squared error of a row", verticalScale: .logarithmic,
      series: [
        LineChart.Series(name: "training", points: points(history.trainingLosses)),
        LineChart.Series(name: "test", points: points(history.testLosses)),
      ]
    ).document
  }
}
