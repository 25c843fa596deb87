import Foundation

@testable import CostateCLI

/// The losses of a training that never was.
func sampleChart(scale: AxisScale, stepCount: Int = 200) -> LineChart {
  func series(_ name: String, floor: Double, wave: Double) -> LineChart.Series {
    LineChart.Series(
      name: name,
      points: (0...stepCount).map { step in
        let time = Double(step) / Double(stepCount)
        let ripple = 1 + wave * sin(40 * time) * exp(-2 * time)
        return (x: Double(step), y: (floor + 2.3 * exp(-7 * time)) * ripple)
      })
  }
  return LineChart(
    title: "Two-layer network on the handwritten digits", horizontalTitle: "epoch",
    verticalTitle: "mean squared error", verticalScale: scale,
    series: [
      series("training", floor: 0.012, wave: 0.05), series("test", floor: 0.041, wave: 0.08),
    ])
}
