/// A stage of a gate judged: every case tested on samples of this stage alone.
///
/// The first stage looks at all cases and names suspects; the second confirms them, or not, with fresh
/// samples. What chance brought up once it seldom brings up twice.
package struct GateStage: Sendable {
  /// What a stage says of a case.
  package struct Finding: Sendable, Hashable {
    /// The median over all processes of the base, in seconds.
    package let baseSeconds: Double
    /// The median over the head's processes.
    package let headSeconds: Double
    /// The head against the base.
    package let head: GateComparison
    /// The base against itself.
    package let control: GateComparison
    /// The least effect that counts.
    package let effectFloor: Double
    /// What is found.
    package let direction: Direction
    /// Whether the base differs from itself by as much as would count for the head.
    package let controlDiffers: Bool
    /// Whether a regression that matters could hide below the effect floor.
    package let isNoisy: Bool
    /// The false-discovery rate at which the head's difference would be found.
    package let adjustedProbability: Double
  }

  /// Which way the head differs.
  package enum Direction: Sendable, Hashable {
    case slower
    case faster
    case none
  }

  /// By case.
  package let findings: [GateCase: Finding]

  /// Judges the cases together.
  ///
  /// - Parameter samples: at least one block for each case.
  package init(_ samples: [GateCase: [GateBlock]], _ thresholds: GateThresholds) {
    let cases = Array(samples.keys)
    let heads = cases.map { GateComparison(headOf: samples[$0] ?? []) }
    let controls = cases.map { GateComparison(controlOf: samples[$0] ?? []) }
    let slower = FalseDiscovery.adjusted(heads.map(\.probabilityOfSlower))
    let faster = FalseDiscovery.adjusted(heads.map(\.probabilityOfFaster))
    let different = FalseDiscovery.adjusted(
      controls.map { min(1, 2 * min($0.probabilityOfSlower, $0.probabilityOfFaster)) })
    var findings: [GateCase: Finding] = [:]
    for (index, item) in cases.enumerated() {
      let blocks = samples[item] ?? []
      let (head, control) = (heads[index], controls[index])
      let baseSeconds = Summary.median(blocks.flatMap { $0.base + $0.control })
      let floor = thresholds.effectFloor(
        baseSeconds: baseSeconds, spread: GateSpread.standardError(of: blocks))
      let rate = thresholds.falseDiscoveryRate
      let direction: Direction =
        if slower[index] <= rate && head.effect > floor {
          .slower
        } else if faster[index] <= rate && head.effect < -floor { .faster } else { .none }
      // Without the spread in the floor: it is what is asked for.
      let controlFloor = thresholds.effectFloor(baseSeconds: baseSeconds, spread: 0)
      findings[item] = Finding(
        baseSeconds: baseSeconds, headSeconds: Summary.median(blocks.flatMap(\.head)), head: head,
        control: control, effectFloor: floor, direction: direction,
        controlDiffers: different[index] <= rate && control.effect.magnitude > controlFloor,
        isNoisy: floor > thresholds.noiseLimit,
        adjustedProbability: min(slower[index], faster[index]))
    }
    self.findings = findings
  }

  /// The cases that need fresh samples: those where the head or the control differs, and those where
  /// the noise hides whether they do.
  package var suspects: Set<GateCase> {
    Set(findings.filter { $0.value.isSuspect }.keys)
  }
}

extension GateStage.Finding {
  fileprivate var isSuspect: Bool { direction != .none || controlDiffers || isNoisy }
}
