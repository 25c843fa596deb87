/// The confidence interval of a statistic by drawing samples again, with replacement.
///
/// - Source: Efron (1979), "Bootstrap methods: another look at the jackknife",
///   doi 10.1214/aos/1176344552.
struct Bootstrap {
  /// How often samples are drawn: enough for the percentiles of 95 %.
  let drawCount: Int
  /// The same draws for the same samples.
  let seed: UInt64

  init(drawCount: Int = 400, seed: UInt64 = 2_463_534_242) {
    self.drawCount = drawCount
    self.seed = seed
  }

  /// Where the middle 95 % of the statistic's values lie.
  func interval(of statistic: ([Double]) -> Double, _ samples: [Double]) -> ClosedRange<Double> {
    var numbers = RandomNumbers(seed: seed)
    let values = (0..<drawCount).map { _ in
      statistic(samples.map { _ in samples[numbers.next(below: samples.count)] })
    }.sorted()
    let tail = drawCount / 40
    return values[tail]...values[drawCount - 1 - tail]
  }
}
