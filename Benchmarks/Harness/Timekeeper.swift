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

  /// The processor time of the process's other threads that live.
  package func othersProcessorTime() -> Double {
    processTime() - Self.seconds(CLOCK_THREAD_CPUTIME_ID)
  }

  #if os(Linux)
    /// The sum over all threads: the process's own clock learns of a thread that spins at ticks only, some
    /// milliseconds apart, a thread's clock at once.
    private func processTime() -> Double {
      guard let threads = opendir("/proc/self/task") else {
        return Self.seconds(CLOCK_PROCESS_CPUTIME_ID)
      }
      defer { closedir(threads) }
      var seconds = 0.0
      while let entry = readdir(threads) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
        }
        // How the system numbers the clocks of threads.
        if let thread = Int32(name) { seconds += Self.seconds(~thread << 3 | 6) }
      }
      return seconds
    }
  #else
    private func processTime() -> Double { Self.seconds(CLOCK_PROCESS_CPUTIME_ID) }
  #endif

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
