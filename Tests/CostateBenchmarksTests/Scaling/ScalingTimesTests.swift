@testable import CostateBenchmarks
import Testing

@Suite struct `Times of growing graphs` {
  private func times(_ seconds: (Double) -> Double) -> ScalingTimes {
    let sizes = [500, 1_581, 5_000, 15_811, 50_000]
    let points = sizes.map {
      ScalingTimes.Point(
        size: $0, seconds: seconds(Double($0)), touchedByteCount: 10 * $0,
        regime: $0 < 5_000 ? "L1" : "L2")
    }
    return ScalingTimes(
      points,
      rounds: [0.99, 1, 1.01].map { factor in points.map { $0.seconds * factor } })
  }

  @Test func `hold when each edge takes as long`() {
    #expect(times { 1e-8 * $0 + 1e-7 }.holds)
  }

  @Test func `fail when they grow by the square root more`() {
    #expect(!times { 1e-8 * $0 * $0.squareRoot() }.holds)
  }

  @Test func `fail when they grow with the square`() {
    #expect(!times { 1e-8 * $0 * $0 }.holds)
  }

  @Test func `have the exponent as slope`() {
    #expect(abs(times { 1e-8 * $0 * $0 }.slope.value - 2) < 1e-9)
  }

  @Test func `are told apart by the model that fits`() {
    let models = times { 1e-8 * $0 + 1e-6 }.models
    #expect(models[0].relativeError < 1e-9 && models[1].relativeError > 1e-3)
  }

  @Test func `are summed up by the memory that holds the graph`() {
    #expect(times { 1e-8 * $0 }.regimes.map(\.name) == ["L1", "L2"])
  }
}
