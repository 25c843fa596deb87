/// Something a check says about one workload: a number and whether it is as it should be.
public struct Finding: Sendable, Hashable, Codable {
  /// What the number is.
  public let label: String
  /// The number.
  public let value: Double
  /// What it should be, in words; empty when nothing is asked of it.
  public let expectation: String
  /// Whether it is.
  public let holds: Bool

  /// A number that is only reported.
  init(_ label: String, _ value: Double) {
    self.init(label, value, "", holds: true)
  }

  /// A number whose magnitude is bounded.
  init(_ label: String, _ value: Double, atMost bound: Double) {
    self.init(label, value, "at most \(bound)", holds: value.magnitude <= bound)
  }

  /// A number that should not be smaller.
  init(_ label: String, _ value: Double, atLeast bound: Double) {
    self.init(label, value, "at least \(bound)", holds: value >= bound)
  }

  /// A number of at least 1 known to some significant digits.
  init(_ label: String, _ value: Double, known: Double, digitCount: Int) {
    var unit = 1.0
    while 10 * unit <= known { unit *= 10 }
    for _ in 1..<digitCount { unit /= 10 }
    // Half a unit of the last digit, and what binary fractions add to it.
    self.init(label, value, "\(known)", holds: (value - known).magnitude <= 0.500_1 * unit)
  }

  private init(_ label: String, _ value: Double, _ expectation: String, holds: Bool) {
    self.label = label
    self.value = value
    self.expectation = expectation
    self.holds = holds
  }
}
