#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The times a measurement reads, in seconds from any origin. Tests bring their own.
package protocol Timekeeper {
  /// The time.
  func now() -> Double
  /// The processor time that the process's other threads have used.
  func othersProcessorTime() -> Double
}

/// The system's clocks.
package struct SystemTimekeeper: Timekeeper {
  /// The system's clocks.
  package init() {}

  /// A clock that nobody sets.
  package func now() -> Double { Self.seconds(CLOCK_MONOTONIC) }

  /// The process's processor time without this thread's.
  package func othersProcessorTime() -> Double {
    Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - Self.seconds(CLOCK_THREAD_CPUTIME_ID)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

extension Timekeeper {
  /// How long something takes.
  func seconds(_ body: () throws -> Void) rethrows -> Double {
    let begin = now()
    try body()
    return now() - begin
  }
}
