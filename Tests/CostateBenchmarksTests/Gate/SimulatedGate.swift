@testable import CostateBenchmarks

/// Processes that never ran: a machine of known noise, an executable of known slowness.
struct SimulatedGate {
  /// The cases; the first one is the slower.
  var caseCount = 1
  /// The blocks of each stage.
  var blockCount = 8
  /// How long the base takes.
  var baseSeconds = 1e-3
  /// The spread of a process, as a share.
  var noise = 0.005
  /// By how much the machine changes from process to process, for good.
  var drift = 0.002
  /// By which part the head is slower in the first case.
  var slowdown = 0.0
  /// By which part the control is.
  var controlSlowdown = 0.0
  /// Whether the second stage finds the head as fast as the base.
  var recovers = false
  var thresholds = GateThresholds()

  var cases: [GateCase] {
    (0..<caseCount).map { GateCase(workload: "w", case: "\($0)", engine: "e", threads: 1) }
  }

  /// The report of a gate; the same for the same seed.
  func report(seed: UInt64 = 1, incompleteReason: String? = nil) -> GateReport {
    var numbers = RandomNumbers(seed: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    // The first numbers of a xorshift generator still show its seed.
    for _ in 0..<16 { _ = numbers.next() }
    var level = 1.0
    var samples = GateSamples(baseCases: cases, headCases: cases)
    for block in 0..<blockCount {
      samples.appendScreening(simulate(block, slowdown, &level, &numbers))
    }
    if !samples.suspects(thresholds).isEmpty {
      for block in 0..<blockCount {
        samples.appendConfirmation(simulate(block, recovers ? 0 : slowdown, &level, &numbers))
      }
    }
    return GateReport(
      samples, commands: GateCommands(base: "base", head: "head", arguments: ["bench"]),
      machine: GateMachine(cpu: "a processor", isa: "v3", width: 2), thresholds: thresholds,
      estimate: .minimum, incompleteReason: incompleteReason)
  }

  private func simulate(
    _ block: Int, _ slowdown: Double, _ level: inout Double, _ numbers: inout RandomNumbers
  ) -> [GateCase: GateBlock] {
    var samples: [GateCase: GateBlock] = [:]
    for arm in SamplingPlan.order(ofBlock: block) {
      level *= 1 + drift * Self.normal(&numbers)
      for (index, item) in cases.enumerated() {
        var seconds = baseSeconds * level * (1 + noise * Self.normal(&numbers))
        if index == 0, arm == .head { seconds *= 1 + slowdown }
        if index == 0, arm == .control { seconds *= 1 + controlSlowdown }
        samples[item, default: GateBlock()].append(seconds, of: arm)
      }
    }
    return samples
  }

  /// Nearly normal, of mean 0 and variance 1: the sum of 12 uniform numbers of variance 1/12.
  private static func normal(_ numbers: inout RandomNumbers) -> Double {
    (0..<12).reduce(0) { sum, _ in sum + numbers.nextUniform() / 2 }
  }
}
