/// How many calls make a sample that a clock can be trusted with.
struct Calibration: Hashable {
  /// The timed calls of a sample: one if it is long enough.
  let callCount: Int
  /// The calls before them that are not timed: half a sample of them, at least one.
  let warmUpCount: Int

  /// The least length of a sample, in seconds: clocks and interrupts disturb a millisecond by about
  /// 0.1 %.
  static let sampleSeconds = 1e-3
  /// The length of a call, in seconds, from which cold caches and sleeping threads do not matter:
  /// waking a thread takes 0.1 ms, and a shared cache takes several calls to hold what they read.
  static let longCallSeconds = 10e-3
  /// The most calls of a sample: beyond it a call takes no time worth measuring.
  static let mostCalls = 1 << 20

  /// Calls an engine until it is warm and its time is known.
  init(_ engine: Engine, _ timekeeper: some Timekeeper) throws {
    engine.prepare()
    try engine.run()
    var count = 1
    var seconds = 0.0
    while true {
      seconds = try engine.seconds(callCount: count, timekeeper)
      if seconds >= Self.sampleSeconds / 2 || count >= Self.mostCalls { break }
      count *= 2
    }
    let needed = (Double(count) * Self.sampleSeconds / seconds).rounded(.up)
    callCount = Int(min(max(1, needed), Double(Self.mostCalls)))
    warmUpCount = seconds / Double(count) < Self.longCallSeconds ? max(1, callCount / 2) : 0
  }
}
