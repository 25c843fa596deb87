import Testing

@testable import CostateCLI

@Suite struct TicksTests {
  @Test(
    "Linear marks are round numbers with equally many decimals",
    arguments: [
      (0...1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (0...2.34, ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"]),
      (0.011...0.052, ["0.01", "0.02", "0.03", "0.04", "0.05", "0.06"]),
      (-35...30, ["−40", "−20", "0", "20", "40"]),
      (0...20_000, ["0", "5000", "10\u{2009}000", "15\u{2009}000", "20\u{2009}000"]),
      (1e6...3e6, ["10⁶", "1.5·10⁶", "2·10⁶", "2.5·10⁶", "3·10⁶"]),
    ] as [(ClosedRange<Double>, [String])])
  func linear(range: ClosedRange<Double>, labels: [String]) {
    #expect(Ticks(range, scale: .linear, maximumCount: 6).labels == labels)
  }

  @Test(
    "Logarithmic marks are powers of ten, or finer over a short range",
    arguments: [
      (0.014...2.34, ["0.1", "1"], 0.01...5),
      (0.31...0.51, ["0.2", "0.5", "1"], 0.2...1),
      (1e-20...1, ["10⁻²⁰", "10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "1"], 1e-20...1),
      (1...1, ["1", "2"], 1...2),
    ] as [(ClosedRange<Double>, [String], ClosedRange<Double>)])
  func logarithmic(
    range: ClosedRange<Double>, labels: [String], expectedRange: ClosedRange<Double>
  ) {
    let ticks = Ticks(range, scale: .logarithmic, maximumCount: 6)
    #expect(ticks.labels.suffix(labels.count) == labels)
    #expect(abs(ticks.range.lowerBound / expectedRange.lowerBound - 1) < 1e-12)
    #expect(abs(ticks.range.upperBound / expectedRange.upperBound - 1) < 1e-12)
  }

  @Test(
    "The axis spans the data and has marks, whatever the range",
    arguments: [
      0...0, 5...5, -1e100...1e100, 1e-100...1e100, 1...1.000_000_000_000_000_2,
      1e-100...2e-100, -7...(-7), 0...1e-300,
    ], [AxisScale.linear, .logarithmic])
  func extremes(range: ClosedRange<Double>, scale: AxisScale) {
    guard scale.admits(range.lowerBound) else { return }
    let ticks = Ticks(range, scale: scale, maximumCount: 6)
    #expect(ticks.range.lowerBound <= range.lowerBound)
    #expect(ticks.range.upperBound >= range.upperBound)
    #expect(ticks.range.lowerBound < ticks.range.upperBound)
    #expect((1...9).contains(ticks.values.count))
  }

  @Test(
    "A value has three significant digits",
    arguments: [
      (0, "0"), (0.0142, "0.0142"), (12.345, "12.3"), (1234.6, "1235"), (2.5e6, "2.5·10⁶"),
      (9.999e-5, "10⁻⁴"), (-12_345, "−12\u{2009}345"),
    ] as [(Double, String)])
  func values(value: Double, label: String) {
    #expect(Ticks.valueLabel(value) == label)
  }
}
