/// Waiting until an engine's threads have gone to rest: some libraries' workers spin after a call,
/// for tens of milliseconds, on the core that the next engine needs.
struct Settling {
  /// How long others must not have run, in seconds.
  static let window = 250e-6
  /// The share of a window in which others may run: what the system itself adds.
  static let tolerance = 0.05
  /// When to go on all the same, in seconds.
  static let patience = 0.5

  /// Returns when no other thread of the process runs.
  ///
  /// This thread spins meanwhile: a core that idles would lower its clock.
  static func wait(_ timekeeper: some Timekeeper) {
    let begin = timekeeper.now()
    var windowBegin = begin
    var used = timekeeper.othersProcessorTime()
    while windowBegin - begin < patience {
      while timekeeper.now() - windowBegin < window {}
      let usedNow = timekeeper.othersProcessorTime()
      if usedNow - used < tolerance * window { return }
      used = usedNow
      windowBegin = timekeeper.now()
    }
  }
}
