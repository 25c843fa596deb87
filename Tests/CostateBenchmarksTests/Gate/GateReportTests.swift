import Testing

@testable import CostateBenchmarks

/// What a gate says of machines and executables that are known.
@Suite struct `A gate` {
  @Test func `raises no alarm where nothing differs`() {
    let alarms = (1...50).count { seed in
      SimulatedGate(caseCount: 2).report(seed: UInt64(seed)).verdict == .regression
    }
    #expect(alarms == 0)
  }

  @Test(arguments: [0.05, 0.1, 0.5])
  func `catches a slowdown on a quiet machine`(_ slowdown: Double) {
    let caught = (1...40).count { seed in
      SimulatedGate(caseCount: 2, slowdown: slowdown).report(seed: UInt64(seed)).verdict
        == .regression
    }
    #expect(caught >= 38)
  }

  @Test func `names the case that became slower, and no other`() {
    let cases = SimulatedGate(caseCount: 4, slowdown: 0.1).report().cases
    #expect(cases.map(\.verdict) == [.regression, .unchanged, .unchanged, .unchanged])
  }

  @Test func `calls a faster case an improvement and raises no alarm`() {
    let report = SimulatedGate(slowdown: -0.1).report()
    #expect(report.cases[0].verdict == .improvement && report.verdict == .noRegression)
  }

  @Test func `measures the effect`() {
    let effect = SimulatedGate(slowdown: 0.1).report().cases[0].effect
    #expect((effect - 0.1).magnitude < 0.02)
  }

  @Test func `takes back what fresh samples do not confirm`() {
    let report = SimulatedGate(slowdown: 0.1, recovers: true).report()
    #expect(report.cases[0].wasSuspect)
    #expect(report.verdict == .noRegression)
  }

  @Test func `needs no second stage without a suspicion`() {
    #expect(SimulatedGate().report().confirmationBlockCount == 0)
  }

  @Test func `does not guess where the base differs from itself`() {
    let report = SimulatedGate(caseCount: 2, slowdown: 0.5, controlSlowdown: 0.1).report()
    #expect(report.verdict == .tooNoisy)
    #expect(report.cases[0].verdict == .controlDiffers)
  }

  @Test func `says so where a regression could hide in the noise`() {
    #expect(SimulatedGate(noise: 0.3).report().verdict == .tooNoisy)
  }

  @Test func `sees a large slowdown through noise that hides a small one`() {
    #expect(SimulatedGate(noise: 0.06, slowdown: 1).report().verdict == .regression)
  }

  @Test func `ignores an effect below the relative floor`() {
    #expect(
      SimulatedGate(noise: 1e-5, drift: 0, slowdown: 0.015).report().verdict == .noRegression)
  }

  @Test func `ignores an effect below the absolute floor`() {
    let report = SimulatedGate(baseSeconds: 20e-9, noise: 1e-5, drift: 0, slowdown: 0.2).report()
    #expect(report.cases[0].verdict != .regression)
  }

  @Test func `has no verdict when the measurement ended early`() {
    let report = SimulatedGate(slowdown: 0.5).report(incompleteReason: "interrupted")
    #expect(report.verdict == .incomplete)
    #expect(!report.cases.isEmpty)
  }

  @Test(arguments: [
    (GateVerdict.noRegression, Int32(0)), (.regression, 1), (.incomplete, 2), (.tooNoisy, 3),
  ])
  func `has an exit code for each verdict`(_ verdict: GateVerdict, _ code: Int32) {
    #expect(verdict.exitCode == code)
  }
}
