/// What the processes of a gate have measured so far, block by block.
package struct GateSamples: Sendable {
  /// The cases that both executables have, in the order in which the base prints them.
  package let cases: [GateCase]
  /// The cases that only the base has.
  package let removedCases: [GateCase]
  /// The cases that only the head has.
  package let addedCases: [GateCase]
  /// The blocks of each stage by case.
  package private(set) var screening: [GateCase: [GateBlock]] = [:]
  package private(set) var confirmation: [GateCase: [GateBlock]] = [:]

  /// No samples yet of the cases that the executables have.
  package init(baseCases: [GateCase], headCases: [GateCase]) {
    let (base, head) = (Set(baseCases), Set(headCases))
    cases = baseCases.filter(head.contains)
    removedCases = baseCases.filter { !head.contains($0) }
    addedCases = headCases.filter { !base.contains($0) }
  }

  /// Adds a whole block of the first stage.
  package mutating func appendScreening(_ block: [GateCase: GateBlock]) {
    for item in cases { screening[item, default: []].append(block[item] ?? GateBlock()) }
  }

  /// Adds a whole block of the second stage.
  package mutating func appendConfirmation(_ block: [GateCase: GateBlock]) {
    for item in cases { confirmation[item, default: []].append(block[item] ?? GateBlock()) }
  }

  /// The cases that need fresh samples.
  package func suspects(_ thresholds: GateThresholds) -> Set<GateCase> {
    screening.isEmpty ? [] : GateStage(screening, thresholds).suspects
  }
}

extension GateReport {
  /// Judges what was measured.
  ///
  /// - Parameter incompleteReason: why the measurement ended early, if it did: the verdict is then
  ///   ``GateVerdict/incomplete``, whatever the cases say so far.
  package init(
    _ samples: GateSamples, commands: GateCommands, machine: GateMachine?,
    thresholds: GateThresholds, estimate: GateEstimate, incompleteReason: String? = nil
  ) {
    let screening = GateStage(samples.screening, thresholds)
    let suspects = screening.suspects
    let confirmation = GateStage(
      samples.confirmation.filter { suspects.contains($0.key) }, thresholds)
    cases = samples.cases.compactMap { item in
      guard let first = screening.findings[item] else { return nil }
      let second = confirmation.findings[item]
      let last = second ?? first
      let interval = last.head.interval
      return Item(
        case: item, verdict: GateCaseVerdict(screening: first, confirmation: second),
        baseSeconds: last.baseSeconds, headSeconds: last.headSeconds, effect: last.head.effect,
        effectInterval: [interval.lowerBound, interval.upperBound],
        effectFloor: last.effectFloor, controlEffect: last.control.effect,
        adjustedProbability: last.adjustedProbability, wasSuspect: suspects.contains(item),
        screening: samples.screening[item] ?? [], confirmation: samples.confirmation[item] ?? [])
    }
    schemaVersion = Self.currentSchemaVersion
    verdict = incompleteReason == nil ? GateVerdict(cases.map(\.verdict)) : .incomplete
    self.incompleteReason = incompleteReason
    self.commands = commands
    self.machine = machine
    self.thresholds = thresholds
    self.estimate = estimate
    screeningBlockCount = samples.screening.values.first?.count ?? 0
    confirmationBlockCount = samples.confirmation.values.first?.count ?? 0
    removedCases = samples.removedCases
    addedCases = samples.addedCases
  }
}
