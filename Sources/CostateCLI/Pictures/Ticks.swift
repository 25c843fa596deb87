import Foundation

/// The marked values of an axis: round numbers that the reader counts by.
struct Ticks: Equatable {
  /// The marked values, ascending.
  let values: [Double]
  /// The text at each.
  let labels: [String]
  /// What the axis spans: all the data, up to the next round numbers.
  let range: ClosedRange<Double>

  /// Chooses marks for data in a range.
  ///
  /// - Parameters:
  ///   - range: The smallest and the largest value; positive if the scale is logarithmic.
  ///   - maximumCount: About how many marks there may be, at least 2.
  init(_ range: ClosedRange<Double>, scale: AxisScale, maximumCount: Int) {
    switch scale {
    case .linear: self.init(linear: range, maximumCount: maximumCount)
    case .logarithmic: self.init(logarithmic: range, maximumCount: maximumCount)
    }
  }
}

extension Ticks {
  /// Steps of 1, 2 or 5 times a power of ten.
  private init(linear range: ClosedRange<Double>, maximumCount: Int) {
    let extent = Ticks.widened(range)
    let step = Ticks.roundStep(
      atLeast: (extent.upperBound - extent.lowerBound) / Double(maximumCount))
    let first = (extent.lowerBound / step).rounded(.down)
    let last = (extent.upperBound / step).rounded(.up)
    // Whole multiples of the step, so that no mark carries the error of a sum.
    values = stride(from: first, through: last, by: 1).map { $0 * step }
    let decimalCount = max(0, Int(-log10(step).rounded(.down)))
    labels = values.map { Ticks.linearLabel($0, decimalCount: decimalCount) }
    self.range = first * step...last * step
  }

  /// Powers of ten, every one or every few; for a short range also 2 and 5 times them, where
  /// the axis ends in any case.
  private init(logarithmic range: ClosedRange<Double>, maximumCount: Int) {
    let lowest = Int(log10(range.lowerBound).rounded(.down))
    let highest = max(Int(log10(range.upperBound).rounded(.up)), lowest + 1)
    let powers = (lowest...highest).map { pow(10, Double($0)) }
    let roundValues = powers.flatMap { [$0, 2 * $0, 5 * $0] }
    let lower = roundValues.last { $0 <= range.lowerBound } ?? range.lowerBound
    let upper = roundValues.first { $0 >= range.upperBound && $0 > lower } ?? range.upperBound
    let powerStep = Int((Double(powers.count - 1) / Double(maximumCount)).rounded(.up))
    let marks =
      powers.count <= 3
      ? roundValues : stride(from: 0, to: powers.count, by: powerStep).map { powers[$0] }
    values = marks.filter { (lower...upper).contains($0) }
    labels = values.map(Ticks.logarithmicLabel)
    self.range = lower...upper
  }

  /// A range with some length around a single value.
  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    guard range.upperBound - range.lowerBound <= size * 1e-9 else { return range }
    let margin = range.lowerBound == 0 ? 1 : abs(range.lowerBound) / 2
    return range.lowerBound - margin...range.upperBound + margin
  }

  private static func roundStep(atLeast step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    return power * ([1, 2, 5].first { $0 * power >= step } ?? 10)
  }
}
