/// Whether one group of samples lies higher than another, by ranks within strata: an exact test.
///
/// A stratum holds samples taken close to each other; what drifts from stratum to stratum cancels.
/// Under the hypothesis that nothing differs, every choice of a stratum's samples is as likely to be
/// the group. Summed over the strata the ranks of the group then have a distribution that is computed
/// by convolution, not approximated. Equal samples share the mean of their ranks.
///
/// One stratum gives the test of Mann and Whitney; strata of two samples give the sign test.
///
/// - Source: Mann, Whitney (1947), doi 10.1214/aoms/1177730491; van Elteren (1960), "On the
///   combination of independent two-sample tests of Wilcoxon", with equal weights.
struct StratifiedRankTest: Sendable, Hashable {
  /// How likely a rank sum as high as the group's is by chance.
  let probabilityOfHigher: Double
  /// How likely a rank sum as low as the group's is by chance.
  let probabilityOfLower: Double

  /// One stratum.
  struct Stratum: Sendable, Hashable {
    /// The samples in question.
    let group: [Double]
    /// What they are compared with.
    let others: [Double]
  }

  /// How likely a difference as large, whatever its sign, is by chance.
  var probabilityOfDifference: Double { min(1, 2 * min(probabilityOfHigher, probabilityOfLower)) }

  /// Tests the groups of all strata together.
  ///
  /// - Complexity: quadratic in the number of strata.
  init(_ strata: [Stratum]) {
    var distribution = [1.0]
    var observed = 0
    for stratum in strata {
      let ranks = Self.doubledMidranks(stratum.group + stratum.others)
      observed += ranks.prefix(stratum.group.count).reduce(0, +)
      distribution = Self.convolution(
        distribution, Self.sumDistribution(choosing: stratum.group.count, of: ranks))
    }
    // Rounding must not push a certainty beyond 1.
    probabilityOfHigher = min(1, distribution[observed...].reduce(0, +))
    probabilityOfLower = min(1, distribution[...observed].reduce(0, +))
  }

  /// Twice the rank of each sample, from 2; equal samples share their mean rank, so twice is whole.
  private static func doubledMidranks(_ samples: [Double]) -> [Int] {
    samples.map { sample in
      let below = samples.count { $0 < sample }
      let equal = samples.count { $0 == sample }
      return 2 * below + equal + 1
    }
  }

  /// The probability of each sum of so many of the ranks, every choice being equally likely.
  private static func sumDistribution(choosing count: Int, of ranks: [Int]) -> [Double] {
    let sumCount = ranks.reduce(1, +)
    var waysBySize = Array(repeating: [Double](repeating: 0, count: sumCount), count: count + 1)
    waysBySize[0][0] = 1
    for rank in ranks {
      for size in stride(from: count, to: 0, by: -1) {
        for sum in rank..<sumCount { waysBySize[size][sum] += waysBySize[size - 1][sum - rank] }
      }
    }
    let total = waysBySize[count].reduce(0, +)
    return waysBySize[count].map { $0 / total }
  }

  /// The distribution of the sum of two independent numbers.
  private static func convolution(_ a: [Double], _ b: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: a.count + b.count - 1)
    for (i, p) in a.enumerated() where p > 0 {
      for (j, q) in b.enumerated() { sums[i + j] += p * q }
    }
    return sums
  }
}
