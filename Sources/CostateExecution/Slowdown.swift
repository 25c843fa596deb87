#if COSTATE_SLOWDOWN
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #else
    import Darwin
  #endif

  /// A kernel made slower on purpose, so that the performance gate can be seen to find it.
  ///
  /// Part of builds with `-D COSTATE_SLOWDOWN` only: `scripts/gate-selftest` makes one.
  struct Slowdown {
    /// The share by which the kernel takes longer: the environment's `COSTATE_SLOWDOWN`, or 0.
    static let share = getenv("COSTATE_SLOWDOWN").map { atof($0) } ?? 0

    private let begin = Self.now()

    /// Spins for the share of the time since the value was made.
    func spin() {
      let now = Self.now()
      let end = now + Self.share * (now - begin)
      while Self.now() < end {}
    }

    /// The time in nanoseconds, from any origin.
    private static func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
  }
#endif
