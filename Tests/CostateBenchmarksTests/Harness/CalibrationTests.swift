import Testing

@testable import CostateBenchmarks

@Suite struct CalibrationTests {
  private let timekeeper = FakeTimekeeper()

  @Test func `a long call is a sample by itself`() throws {
    let engine = timekeeper.engine(seconds: 0.25)
    #expect(try Calibration(engine, timekeeper).callCount == 1)
  }

  @Test(arguments: [1e-3, 0.7e-3, 10e-6, 0.3e-6])
  func `a sample is at least about a millisecond long`(_ seconds: Double) throws {
    let engine = timekeeper.engine(seconds: seconds)
    let count = try Calibration(engine, timekeeper).callCount
    #expect(Double(count) * seconds > 0.99e-3)
    #expect(Double(count) * seconds < 1e-3 + 2 * seconds)
  }

  @Test func `a slow first call does not count`() throws {
    var calls = 0
    let engine = Engine(name: "engine", threads: 1) { [timekeeper] in
      calls += 1
      timekeeper.pass(calls == 1 ? 1 : 100e-6)
    }
    #expect(try Calibration(engine, timekeeper).callCount == 10)
  }

  @Test func `a call that takes no time ends the search`() throws {
    let engine = Engine(name: "engine", threads: 1) {}
    #expect(try Calibration(engine, timekeeper).callCount >= 1)
  }

  @Test func `short calls are warmed up for half a sample, long ones not at all`() throws {
    #expect(try Calibration(timekeeper.engine(seconds: 1e-4), timekeeper).warmUpCount == 5)
    #expect(try Calibration(timekeeper.engine(seconds: 5e-3), timekeeper).warmUpCount == 1)
    #expect(try Calibration(timekeeper.engine(seconds: 0.02), timekeeper).warmUpCount == 0)
  }

  @Test func `an engine is prepared before it is called`() throws {
    var events: [String] = []
    let engine = Engine(name: "engine", threads: 1, prepare: { events.append("prepare") }) {
      [timekeeper] in
      events.append("run")
      timekeeper.pass(1)
    }
    _ = try Calibration(engine, timekeeper)
    #expect(events.first == "prepare")
  }

  @Test func `an engine of another process says itself how long it took`() throws {
    let engine = Engine(name: "engine", threads: 1) { (callCount: Int) in
      1e-4 * Double(callCount)
    }
    #expect(try Calibration(engine, timekeeper).callCount == 10)
  }
}
