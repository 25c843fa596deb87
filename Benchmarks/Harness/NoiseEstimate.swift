import CostateSIMD

/// How far times of the same work differ: a pair of equal engines (A/A) through the harness.
enum NoiseEstimate {
  /// The median distance of the pair's ratio from 1.
  ///
  /// - Complexity: about a tenth of a second.
  static func measure<Scalar: LaneScalar>(_ kernels: PeakKernels<Scalar>) -> Double? {
    let values = AlignedBuffer([Scalar](repeating: 1, count: kernels.valueCount))
    let engine = Engine(name: "noise", threads: 1) { kernels.multiplyAdd(10_000, values.base) }
    let harness = Harness(
      timekeeper: SystemTimekeeper(),
      budget: Budget(secondsPerCase: 0.1, leastRounds: 21, mostRounds: 51))
    guard let samples = try? harness.measure([engine, engine]) else { return nil }
    return samples.distance(of: 1, from: 0)
  }
}
