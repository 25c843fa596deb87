/// How many calls make a sample that a clock can be trusted with.
struct Calibration {
  /// The least length of a sample, in seconds: clocks and interrupts disturb a millisecond by about
  /// 0.1 %.
  static let sampleSeconds = 1e-3

  /// The most calls of a sample: beyond it a call takes no time worth measuring.
  static let mostCalls = 1 << 20

  /// Calls an engine until it is warm and its time is known.
  ///
  /// - Returns: the calls of a sample: one if it is long enough.
  static func callCount(_ engine: Engine, _ timekeeper: some Timekeeper) throws -> Int {
    engine.prepare()
    try engine.run()
    var count = 1
    while true {
      let seconds = try timekeeper.seconds { for _ in 0..<count { try engine.run() } }
      if seconds >= sampleSeconds / 2 || count >= mostCalls {
        let needed = (Double(count) * sampleSeconds / seconds).rounded(.up)
        return Int(min(max(1, needed), Double(mostCalls)))
      }
      count *= 2
    }
  }
}
