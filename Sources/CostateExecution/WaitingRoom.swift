import CPlatform
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where threads wait for a counter to grow: a bounded spin, then asleep.
///
/// Unchecked because the mutex and the condition are made for use from many threads, and the
/// pointers to them never change.
final class WaitingRoom: @unchecked Sendable {
  /// How long to spin: what waking a sleeper takes on a virtual machine, so that waiting costs at most
  /// twice what was best.
  static let spinNanoseconds: UInt64 = 50_000

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let sleeperCount = Atomic<Int>(0)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Whether somebody sleeps here at the moment.
  var hasSleepers: Bool { sleeperCount.load(ordering: .relaxed) > 0 }

  /// Returns the counter's value once it is at least `least`.
  func wait(until counter: borrowing Atomic<Int>, reaches least: Int) -> Int {
    if let value = spin(until: counter, reaches: least) { return value }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    // Sequentially consistent, against the store to the counter before `wakeAll`.
    sleeperCount.add(1, ordering: .sequentiallyConsistent)
    defer { sleeperCount.subtract(1, ordering: .relaxed) }
    while true {
      let value = counter.load(ordering: .sequentiallyConsistent)
      if value >= least { return value }
      pthread_cond_wait(condition, mutex)
    }
  }

  /// The counter's value if it reaches `least` soon.
  private func spin(until counter: borrowing Atomic<Int>, reaches least: Int) -> Int? {
    var end: UInt64?
    while true {
      // A pause is 10 to 60 ns; the clock is asked about once in a microsecond.
      for _ in 0..<32 {
        let value = counter.load(ordering: .acquiring)
        if value >= least { return value }
        costate_spin_pause()
      }
      let now = monotonicNanoseconds()
      guard let deadline = end else {
        end = now + Self.spinNanoseconds
        continue
      }
      if now >= deadline { return nil }
    }
  }

  /// Wakes whoever sleeps; to be called after a sequentially consistent change of the counter.
  func wakeAll() {
    guard sleeperCount.load(ordering: .sequentiallyConsistent) > 0 else { return }
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}

/// The time since some moment in the past.
func monotonicNanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
