/// Measures the engines of a case against each other.
///
/// In each round every engine gives one sample, with a probe of the machine before and after each. The
/// order alternates and turns (ABC, CBA, BCA, ACB, …): an engine runs at every place and after every other
/// one, whose threads and data leave the machine in one state or another. Engines are compared within
/// a round only.
package struct Harness<Clock: Timekeeper> {
  let timekeeper: Clock
  let budget: Budget

  /// A harness.
  package init(timekeeper: Clock, budget: Budget) {
    self.timekeeper = timekeeper
    self.budget = budget
  }

  /// Warms every engine up, chooses how many calls make a sample, and takes rounds of samples.
  ///
  /// - Parameter probes: the probe of the machine for each number of threads.
  /// - Throws: what an engine throws.
  package func measure(
    _ engines: [Engine], beside probes: [Int: Probe] = [:]
  ) throws -> CaseSamples {
    let calibrations = try engines.map { engine in
      defer { settle(after: engine) }
      return try Calibration(engine, timekeeper)
    }
    var rounds: [CaseSamples.Round] = []
    let begin = timekeeper.now()
    while budget.allowsRound(after: rounds.count, elapsed: timekeeper.now() - begin) {
      rounds.append(
        try round(
          engines, calibrations,
          order: Self.order(ofRound: rounds.count, engineCount: engines.count), probes))
    }
    return CaseSamples(engines: engines.map(\.name), rounds: rounds)
  }

  /// The engines of a round: turned by one every second round, and backwards in between.
  private static func order(ofRound round: Int, engineCount: Int) -> [Int] {
    let turned = (0..<engineCount).map { ($0 + round / 2) % engineCount }
    return round % 2 == 0 ? turned : turned.reversed()
  }

  private func round(
    _ engines: [Engine], _ calibrations: [Calibration], order: [Int],
    _ probes: [Int: Probe]
  ) throws -> CaseSamples.Round {
    var round = CaseSamples.Round(engineCount: engines.count)
    var before: (threads: Int, rate: Double)?
    for index in order {
      let engine = engines[index]
      let probe = probes[engine.threads]
      // The sample after one engine is that before the next, if both have as many threads.
      if before?.threads != engine.threads { before = probe.map { (engine.threads, $0.sample()) } }
      let calibration = calibrations[index]
      engine.prepare()
      for _ in 0..<calibration.warmUpCount { try engine.run() }
      let seconds = try engine.seconds(callCount: calibration.callCount, timekeeper)
      settle(after: engine)
      let after = probe.map { (threads: engine.threads, rate: $0.sample()) }
      round.seconds[index] = seconds / Double(calibration.callCount)
      if let before, let after { round.probedRates[index] = (before.rate + after.rate) / 2 }
      before = after
    }
    return round
  }

  private func settle(after engine: Engine) {
    if engine.threads > 1 { Settling.wait(timekeeper) }
  }
}
