/// The samples of a case's engines, round by round.
package struct CaseSamples: Sendable, Hashable {
  /// One sample of every engine, taken close to each other.
  struct Round: Sendable, Hashable {
    /// The seconds of one call, by engine.
    var seconds: [Double]
    /// What the probe said around each engine's sample; 0 without a probe.
    var probedRates: [Double]

    init(engineCount: Int) {
      seconds = Array(repeating: 0, count: engineCount)
      probedRates = seconds
    }
  }

  /// The engines' names.
  package let engines: [String]
  /// The rounds, at least one.
  let rounds: [Round]

  /// The seconds of one call of an engine.
  package func seconds(of engine: Int) -> Summary { Summary(rounds.map { $0.seconds[engine] }) }

  /// What the probe said, over all engines and rounds.
  package var probedRate: Double { Summary(rounds.flatMap(\.probedRates)).median }

  /// How many times as fast an engine is as another: the median of the rounds' ratios.
  package func speed(of engine: Int, relativeTo other: Int) -> Summary {
    Summary(rounds.map { $0.seconds[other] / $0.seconds[engine] })
  }

  /// The median distance from 1 of the ratio of two engines' times in a round.
  func distance(of engine: Int, from other: Int) -> Double {
    Summary(rounds.map { ($0.seconds[other] / $0.seconds[engine] - 1).magnitude }).median
  }

  /// The share of the probed rate at which an engine does its work: the median over the rounds.
  ///
  /// - Parameter units: what one call does, in the probe's unit.
  package func shareOfPeak(of engine: Int, units: Double) -> Summary {
    Summary(rounds.map { units / $0.seconds[engine] / $0.probedRates[engine] })
  }
}
