@testable import CostateBenchmarks

/// A clock that only engines move, and each look at it by a microsecond, so that waiting ends.
///
/// Unchecked because each test has its own and looks at it from one thread.
final class FakeTimekeeper: Timekeeper, @unchecked Sendable {
  private var time = 0.0
  private var others = 0.0
  /// Until when other threads run.
  var othersRunUntil = 0.0

  func now() -> Double {
    pass(1e-6)
    return time
  }

  func othersProcessorTime() -> Double { others }

  /// Lets time pass.
  func pass(_ seconds: Double) {
    if time < othersRunUntil { others += seconds }
    time += seconds
  }

  /// An engine whose call takes some time.
  func engine(
    _ name: String = "engine", seconds: Double, threads: Int = 1, whenRun: @escaping () -> Void = {}
  ) -> Engine {
    Engine(name: name, threads: threads) {
      whenRun()
      self.pass(seconds)
    }
  }
}
