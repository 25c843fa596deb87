import Testing

@testable import CostateBenchmarks

@Suite struct BootstrapTests {
  private let samples = (1...41).map { Double($0) }

  @Test func `equal samples have an interval of one point`() {
    #expect(Bootstrap().interval(of: Summary.median, [2, 2, 2]) == 2...2)
  }

  @Test func `the interval holds the median`() {
    #expect(Bootstrap().interval(of: Summary.median, samples).contains(21))
  }

  /// The normal approximation gives 21 ± 1.96 · 41 / (2 √41) = 21 ± 6.3.
  @Test func `the interval of the median is about as wide as theory says`() {
    let interval = Bootstrap().interval(of: Summary.median, samples)
    #expect((10.0...18).contains(interval.lowerBound))
    #expect((24.0...32).contains(interval.upperBound))
  }

  @Test func `the same seed gives the same interval`() {
    #expect(
      Bootstrap(seed: 7).interval(of: Summary.median, samples)
        == Bootstrap(seed: 7).interval(of: Summary.median, samples))
  }
}
