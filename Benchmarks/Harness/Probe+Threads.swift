import Costate
import Synchronization

extension Probe {
  /// What several threads do at once, in units per second: each times its own work, from when all
  /// have arrived.
  ///
  /// - Parameter work: what the thread of a number does, again and again; returns its units.
  init(name: String, threads: Int, work: @escaping @Sendable (Int) -> Double) {
    self.init(name: name) {
      if threads == 1 { return Self.warmRate { work(0) } }
      let meeting = Meeting(threads: threads)
      let total = Locked(0.0)
      PoolSpawner().enter(width: threads) { thread in
        meeting.wait()
        let rate = Self.warmRate { work(thread) }
        total.withLock { $0 += rate }
      }
      return total.withLock(\.self)
    }
  }

  /// How long a sample is taken, in seconds.
  private static let sampleSeconds = 0.5e-3

  /// The rate once caches hold what they can, as engines are warm when they are timed.
  private static func warmRate(_ work: () -> Double) -> Double {
    _ = rate(seconds: sampleSeconds / 2, work)
    return rate(seconds: sampleSeconds, work)
  }

  /// The clock is read ever more rarely: it takes as long as to read some KiB.
  private static func rate(seconds: Double, _ work: () -> Double) -> Double {
    let timekeeper = SystemTimekeeper()
    let begin = timekeeper.now()
    var units = 0.0
    var callCount = 1
    var elapsed = 0.0
    repeat {
      for _ in 0..<callCount { units += work() }
      callCount *= 2
      elapsed = timekeeper.now() - begin
    } while elapsed < seconds
    return units / elapsed
  }
}

/// Where threads wait for each other, but not forever: a busy pool may bring fewer of them.
private final class Meeting: Sendable {
  private static let patience = 2e-3
  private let threads: Int
  /// Relaxed suffices: the threads share nothing but the moment.
  private let arrived = Atomic<Int>(0)

  init(threads: Int) { self.threads = threads }

  func wait() {
    let timekeeper = SystemTimekeeper()
    let begin = timekeeper.now()
    arrived.add(1, ordering: .relaxed)
    while arrived.load(ordering: .relaxed) < threads,
      timekeeper.now() - begin < Self.patience
    {}
  }
}
