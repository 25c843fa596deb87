import CostateExecution
import Foundation
import TestSupport

/// Runs numbered graphs on several threads until one differs, the numbers end or the time is up.
struct Campaign {
  /// A graph that failed.
  struct Failure: Sendable {
    let number: UInt64
    let message: String
  }

  /// What running gave.
  struct Result {
    let tally: Tally
    let failure: Failure?
    let seconds: Double
  }

  private struct State: Sendable {
    var next: UInt64
    var tally = Tally()
    var failure: Failure?
    var unfinishedJobCount: Int
  }

  /// A graph that takes longer hangs: the largest take a tenth of a second.
  private static let stallSeconds = 120.0
  private static let progressSeconds = 10.0

  let seed: UInt64
  let numbers: Range<UInt64>
  /// The time limit; nil for none.
  let seconds: Double?
  /// Whether every graph gets the planted fault.
  let plant: Bool

  /// Runs the graphs, as many at a time as there are jobs.
  func run(jobCount: Int) -> Result {
    let state = Locked(
      State(next: numbers.lowerBound, unfinishedJobCount: jobCount))
    let flights = Flights(count: jobCount, seed: seed)
    let start = Date.now
    for job in 0..<jobCount {
      Thread.detachNewThread {
        while let number = next(state, start) {
          flights.takeOff(job, number)
          finish(number, state)
        }
        flights.land(job)
        state.withLock { $0.unfinishedJobCount -= 1 }
      }
    }
    var reported = start
    while state.withLock({ $0.unfinishedJobCount }) > 0 {
      usleep(20_000)
      if let stalled = flights.longest(than: Self.stallSeconds) {
        let failure = Failure(number: stalled, message: "no end after \(Self.stallSeconds) s")
        return result(state, failure, start)
      }
      if -reported.timeIntervalSinceNow >= Self.progressSeconds {
        reported = .now
        let tally = state.withLock { $0.tally }
        let line = tally.summary(seconds: -start.timeIntervalSinceNow, seed: seed)
        FileHandle.standardError.write(Data("\(line)\n".utf8))
      }
    }
    return result(state, nil, start)
  }

  private func result(_ state: Locked<State>, _ failure: Failure?, _ start: Date) -> Result {
    state.withLock {
      Result(
        tally: $0.tally, failure: $0.failure ?? failure, seconds: -start.timeIntervalSinceNow)
    }
  }

  /// The next number, unless it is time to end.
  private func next(_ state: Locked<State>, _ start: Date) -> UInt64? {
    let isOver = seconds.map { -start.timeIntervalSinceNow >= $0 } ?? false
    return state.withLock {
      guard !isOver, $0.failure == nil, $0.next < numbers.upperBound else { return nil }
      $0.next += 1
      return $0.next - 1
    }
  }

  /// Runs a graph and notes what it gave; of several failures the first number counts.
  private func finish(_ number: UInt64, _ state: Locked<State>) {
    let outcome = Swift.Result {
      let plain = try FuzzCase(seed: seed, number: number)
      return try (plant ? plain.planted() : plain).run()
    }
    state.withLock { state in
      var message: String?
      switch outcome {
      case .success(let outcome):
        state.tally.add(outcome)
        message = outcome.difference
      case .failure(let error): message = "error: \(error)"
      }
      if let message, number < state.failure?.number ?? .max {
        state.failure = Failure(number: number, message: message)
      }
    }
  }
}
