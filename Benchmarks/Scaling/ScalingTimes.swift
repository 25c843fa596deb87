import Costate

/// How long value and adjoints take on graphs of one family.
package struct ScalingTimes: Sendable, Codable {
  /// One graph.
  package struct Point: Sendable, Codable {
    /// |V| + |E|.
    package let size: Int
    /// What a run takes: the lower quartile of the samples.
    package let seconds: Double
    /// Bytes of values, and of instructions and indices, that a run touches.
    package let touchedByteCount: Int
    /// The memory that holds them.
    package let regime: String

    /// Nanoseconds per node and edge.
    package var nanosecondsPerElement: Double { seconds * 1e9 / Double(size) }
  }

  /// The sizes that fit one memory.
  package struct Regime: Sendable, Codable {
    /// Which.
    package let name: String
    /// The median over its sizes.
    package let nanosecondsPerElement: Double
    /// The exponent within; nil for a single size.
    package let slope: LogLogSlope?
  }

  /// The exponent that a verdict accepts. Time per edge rises about threefold from the first-level
  /// cache to memory: over four decades that alone is log₁₀ 3 / 4 = 0.12.
  package static let greatestSlope = 1.25

  /// The graphs, ascending.
  package let points: [Point]
  /// The exponent over all sizes.
  package let slope: LogLogSlope
  /// By memory, the nearest first.
  package let regimes: [Regime]
  /// The laws of growth, linear first.
  package let models: [GrowthModel]

  /// What a quarter of the samples stay below: disturbances only add, so that the fastest quarter
  /// is the least disturbed.
  static func lowerQuartile(_ samples: [Double]) -> Double {
    samples.sorted()[samples.count / 4]
  }

  /// - Parameter rounds: in each, the seconds at each point.
  init(_ points: [Point], rounds: [[Double]]) {
    self.points = points
    slope = LogLogSlope(points.map(\.size), rounds: rounds)
    var names: [String] = []
    for point in points where !names.contains(point.regime) { names.append(point.regime) }
    regimes = names.map { name in
      let own = points.indices.filter { points[$0].regime == name }
      return Regime(
        name: name,
        nanosecondsPerElement: Summary.median(own.map { points[$0].nanosecondsPerElement }),
        slope: own.count < 2
          ? nil
          : LogLogSlope(
            own.map { points[$0].size }, rounds: rounds.map { round in own.map { round[$0] } }))
    }
    models = GrowthModel.Growth.allCases.map { GrowthModel($0, points) }
  }

  /// Whether time grows as a + b N: the exponent is certainly small enough, and N² fits worse.
  package var holds: Bool {
    slope.interval[0] <= Self.greatestSlope
      && models[0].relativeError < models[models.count - 1].relativeError
  }
}
