import CostateBenchmarks
import Testing

@testable import CostateCLI

/// Gates of shell scripts that print times.
@Suite(.serialized) struct `The measurement of a gate` {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func measurement(
    _ base: String, _ head: String, budget: Double = 120
  ) -> GateMeasurement {
    GateMeasurement(
      commands: GateCommands(base: base, head: head, arguments: []), thresholds: GateThresholds(),
      estimate: .minimum, budget: budget, timeLimit: 10)
  }

  private func verdict(_ measurement: GateMeasurement) -> GateVerdict? {
    measurement.samples.map {
      GateReport(
        $0, commands: measurement.commands, machine: measurement.machine,
        thresholds: measurement.thresholds, estimate: measurement.estimate
      ).verdict
    }
  }

  @Test func `finds a slower head`() throws {
    var measurement = measurement(
      try directory.benchmark("base", nanoseconds: 10_000),
      try directory.benchmark("head", nanoseconds: 12_000), budget: 8)
    try measurement.run()
    #expect(verdict(measurement) == .regression)
  }

  @Test func `finds nothing in the same executable`() throws {
    let base = try directory.benchmark("base", nanoseconds: 10_000)
    var measurement = measurement(base, base, budget: 8)
    try measurement.run()
    #expect(verdict(measurement) == .noRegression)
  }

  @Test func `keeps what it has when the head crashes later`() throws {
    let count = directory.path + "/count"
    let crash = "echo >> \(count); [ $(wc -l < \(count)) -lt 20 ] || exit 9"
    var measurement = measurement(
      try directory.benchmark("base", nanoseconds: 10_000),
      try directory.benchmark("head", nanoseconds: 10_000, before: crash))
    #expect(throws: GateError.self) { try measurement.run() }
    // 19 of the head's processes: the first look and 9 blocks.
    #expect(measurement.samples?.screening.values.first?.count == 9)
  }

  @Test func `refuses executables that chose different instruction sets`() throws {
    let head = try directory.benchmark("head", nanoseconds: 10_000, isa: "v4")
    var measurement = measurement(try directory.benchmark("base", nanoseconds: 10_000), head)
    #expect(
      throws: GateError.fingerprint(
        arm: .head, path: head, name: "isa", expected: "v3", found: "v4")
    ) { try measurement.run() }
  }

  @Test func `refuses executables without a common case`() throws {
    let base = try directory.benchmark("base", nanoseconds: 10_000)
    let head = try directory.benchmark("head", nanoseconds: 10_000, case: "d")
    var measurement = measurement(base, head)
    #expect(throws: GateError.noCommonCase(base: base, head: head)) { try measurement.run() }
  }

  @Test func `refuses a time that does not suffice`() throws {
    let base = try directory.benchmark("base", nanoseconds: 10_000, before: "sleep 0.2")
    var measurement = measurement(base, base, budget: 1)
    #expect {
      try measurement.run()
    } throws: { error in
      "\(error)".hasPrefix("--minutes: expected at least")
    }
  }

  @Test func `keeps its time`() throws {
    let clock = ContinuousClock()
    let base = try directory.benchmark("base", nanoseconds: 10_000)
    var measurement = measurement(base, base, budget: 8)
    let elapsed = try clock.measure { try measurement.run() }
    #expect(elapsed < .seconds(9))
  }
}
