import Testing

@testable import CostateBenchmarks

@Suite struct HarnessTests {
  private let timekeeper = FakeTimekeeper()

  private func harness(seconds: Double = 0, least: Int = 3, most: Int = 9) -> Harness<
    FakeTimekeeper
  > {
    Harness(
      timekeeper: timekeeper,
      budget: Budget(secondsPerCase: seconds, leastRounds: least, mostRounds: most))
  }

  @Test func `rounds go forward and back and turn`() throws {
    var order = ""
    let engines = ["A", "B", "C"].map { name in
      timekeeper.engine(name, seconds: 0.02) { order += name }
    }
    _ = try harness(least: 7).measure(engines)
    // Each engine warms up with two calls.
    #expect(order == "AABBCC" + "ABC" + "CBA" + "BCA" + "ACB" + "CAB" + "BAC" + "ABC")
  }

  @Test func `the time of one call is found, whatever the calls of a sample`() throws {
    let engines = [0.02, 3e-6].map { timekeeper.engine(seconds: $0) }
    let samples = try harness().measure(engines)
    #expect((samples.seconds(of: 0).median / 0.02 - 1).magnitude < 2e-3)
    #expect((samples.seconds(of: 1).median / 3e-6 - 1).magnitude < 2e-3)
  }

  @Test func `the least number of rounds is taken however long they last`() throws {
    let samples = try harness(seconds: 0.1, least: 4).measure([timekeeper.engine(seconds: 5)])
    #expect(samples.seconds(of: 0).sampleCount == 4)
  }

  @Test func `no more than the most rounds are taken however short they are`() throws {
    let samples = try harness(seconds: 1e9, most: 7).measure([timekeeper.engine(seconds: 0.01)])
    #expect(samples.seconds(of: 0).sampleCount == 7)
  }

  @Test func `ratios are formed within a round, so that a drifting clock cancels`() throws {
    var slowness = 1.0
    let engines = [0.01, 0.03].map { seconds in
      Engine(name: "engine", threads: 1) { [timekeeper] in timekeeper.pass(seconds * slowness) }
    }
    let probe = Probe(name: "drift") {
      slowness += 0.01
      return 1 / slowness
    }
    let samples = try harness(least: 9).measure(engines, beside: [1: probe])
    let speed = samples.speed(of: 0, relativeTo: 1)
    #expect((speed.median / 3 - 1).magnitude < 0.01)
  }

  @Test func `a share of the peak is that of the probes around the sample`() throws {
    var slowness = 1.0
    let engine = Engine(name: "engine", threads: 1) { [timekeeper] in
      timekeeper.pass(0.01 * slowness)
    }
    let probe = Probe(name: "drift") {
      slowness *= 1.1
      return 1000 / slowness
    }
    let samples = try harness().measure([engine], beside: [1: probe])
    // 8 units in 0.01 s are 0.8 of 1000 a second.
    #expect((samples.shareOfPeak(of: 0, units: 8).median / 0.8 - 1).magnitude < 0.06)
  }

  @Test func `the threads of an engine come to rest before the next one is timed`() throws {
    let spinning = timekeeper.engine("spins", seconds: 0.01, threads: 2) { [timekeeper] in
      timekeeper.othersRunUntil = timekeeper.now() + 0.05
    }
    var isDisturbed = false
    let next = timekeeper.engine("next", seconds: 0.01) { [timekeeper] in
      if timekeeper.now() < timekeeper.othersRunUntil { isDisturbed = true }
    }
    _ = try harness().measure([spinning, next])
    #expect(!isDisturbed)
  }

  @Test func `threads that never rest do not stop a measurement`() throws {
    timekeeper.othersRunUntil = .infinity
    let samples = try harness().measure([timekeeper.engine(seconds: 0.01, threads: 2)])
    #expect(samples.seconds(of: 0).sampleCount == 3)
  }
}
