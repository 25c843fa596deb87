import CostateBenchmarks

/// The measurement of a gate: processes in blocks, until the time is over or the answer is there.
///
/// Half of the time goes to the first stage. Only if it has suspects the second half is used.
struct GateMeasurement {
  let commands: GateCommands
  let thresholds: GateThresholds
  let estimate: GateEstimate
  /// The time for everything, in seconds.
  let budget: Double
  /// The time for one process, in seconds.
  let timeLimit: Double

  /// What was measured so far; nil before both executables have run once.
  private(set) var samples: GateSamples?
  /// Where it is measured, as the first process says.
  private(set) var machine: GateMachine?
  private let clock = SystemTimekeeper()

  init(
    commands: GateCommands, thresholds: GateThresholds, estimate: GateEstimate, budget: Double,
    timeLimit: Double
  ) {
    self.commands = commands
    self.thresholds = thresholds
    self.estimate = estimate
    self.budget = budget
    self.timeLimit = timeLimit
  }

  /// Runs everything. What was measured before an error stays in `samples`.
  mutating func run() throws(GateError) {
    let begin = clock.now()
    for arm in [GateArm.base, .head] { try process(arm).check() }
    let (base, baseSeconds) = try measure(.base)
    let (head, headSeconds) = try measure(.head)
    let samples = GateSamples(
      baseCases: base.records.map(\.gateCase), headCases: head.records.map(\.gateCase))
    guard !samples.cases.isEmpty else {
      throw .noCommonCase(base: commands.base, head: commands.head)
    }
    self.samples = samples
    let processSeconds = max(baseSeconds, headSeconds)
    let end = begin + budget
    try checkBudget(from: begin, processSeconds)
    let middle = (clock.now() + end) / 2
    try runStage("screening", until: middle, processSeconds) { $0.appendScreening($1) }
    if self.samples?.suspects(thresholds).isEmpty == false {
      try runStage("confirmation", until: end, processSeconds) { $0.appendConfirmation($1) }
    }
  }

  private func checkBudget(from begin: Double, _ processSeconds: Double) throws(GateError) {
    let least =
      2 * Double(SamplingPlan.leastBlocks * SamplingPlan.processesPerBlock) * processSeconds
    let needed = clock.now() - begin + least
    guard needed <= budget else {
      throw .budget(
        neededMinutes: needed / 60, givenMinutes: budget / 60, processSeconds: processSeconds)
    }
  }

  /// Runs blocks until the next one would last beyond the time; at least the least number.
  private mutating func runStage(
    _ name: String, until end: Double, _ processSeconds: Double,
    append: (inout GateSamples, [GateCase: GateBlock]) -> Void
  ) throws(GateError) {
    let blockCount = SamplingPlan.blockCount(
      in: end - clock.now(), processSeconds: processSeconds)
    var bar = BenchProgress(task: name, totalCount: blockCount * SamplingPlan.processesPerBlock)
    defer { bar.finish() }
    var longest = 0.0
    for index in 0..<blockCount {
      let begin = clock.now()
      if index >= SamplingPlan.leastBlocks, begin + longest > end { break }
      let block = try runBlock(index) { bar.advance() }
      if var samples {
        append(&samples, block)
        self.samples = samples
      }
      longest = max(longest, clock.now() - begin)
    }
  }

  private mutating func runBlock(
    _ index: Int, advance: () -> Void
  ) throws(GateError) -> [GateCase: GateBlock] {
    var block: [GateCase: GateBlock] = [:]
    for arm in SamplingPlan.order(ofBlock: index) {
      let (document, _) = try measure(arm)
      let seconds = Dictionary(
        uniqueKeysWithValues: document.records.map { ($0.gateCase, estimate.seconds(of: $0)) })
      for item in samples?.cases ?? [] {
        guard let seconds = seconds[item] else {
          throw .output(
            arm: arm, path: commands.path(of: arm), expected: "the same cases each time",
            found: "no \(item.description)")
        }
        block[item, default: GateBlock()].append(seconds, of: arm)
      }
      advance()
    }
    return block
  }

  /// Runs a process and checks that it comes from the same machine as the first.
  private mutating func measure(
    _ arm: GateArm
  ) throws(GateError) -> (document: GateDocument, seconds: Double) {
    let process = process(arm)
    let (output, seconds) = try process.run()
    let document = try process.document(output)
    let machine = machine ?? document.machine
    self.machine = machine
    if let (name, expected, found) = machine.mismatch(with: document.machine) {
      throw .fingerprint(
        arm: arm, path: process.path, name: name, expected: expected, found: found)
    }
    return (document, seconds)
  }

  private func process(_ arm: GateArm) -> GateProcess {
    GateProcess(
      arm: arm, path: commands.path(of: arm), arguments: commands.arguments, timeLimit: timeLimit)
  }
}
