import CPlatform
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where workers wait for the next stage: a bounded spin, then asleep.
///
/// Unchecked because the mutex and the condition are made for use from many threads, and the
/// pointers to them never change.
final class WaitingRoom: @unchecked Sendable {
  /// How long to spin: about 10 µs, the time a short stage takes. Not tuned.
  private static let spinCount = 2_000

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

  /// Returns the counter's value once it is greater than `stage`.
  func wait(until counter: borrowing Atomic<Int>, passes stage: Int) -> Int {
    for _ in 0..<Self.spinCount {
      let value = counter.load(ordering: .acquiring)
      if value > stage { return value }
      costate_spin_pause()
    }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    // Sequentially consistent, against the store to the counter before `wakeAll`.
    sleeperCount.add(1, ordering: .sequentiallyConsistent)
    defer { sleeperCount.subtract(1, ordering: .relaxed) }
    while true {
      let value = counter.load(ordering: .sequentiallyConsistent)
      if value > stage { return value }
      pthread_cond_wait(condition, mutex)
    }
  }

  /// Wakes whoever sleeps; to be called after the counter has changed.
  func wakeAll() {
    guard sleeperCount.load(ordering: .sequentiallyConsistent) > 0 else { return }
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}
