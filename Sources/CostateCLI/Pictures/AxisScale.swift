import Foundation

/// How the values of an axis are spread along it.
enum AxisScale: Equatable, Sendable {
  /// Equal differences, equal distances.
  case linear
  /// Equal ratios, equal distances; values must be positive.
  case logarithmic

  /// Whether a value has a place on the axis; one too large to compute with has none.
  func admits(_ value: Double) -> Bool {
    abs(value) <= 1e100 && (self == .linear || value >= 1e-100)
  }

  /// A measure that grows evenly along the axis.
  func distance(_ value: Double) -> Double {
    self == .linear ? value : log10(value)
  }
}
