import Costate

/// What the results of the matrix products say as a whole.
enum ProductSummary {
  /// What is aimed at: ratios to the faster library, and shares of the peak.
  enum Goal {
    /// The least geometric mean of the ratios.
    static let geometricMean = 1.05
    /// The least ratio of any case.
    static let smallestRatio = 0.9
    /// The least share of the peak for the square of 512.
    static let shareAt512 = 0.95
    /// The least share of the peak for squares from 1024.
    static let shareFrom1024 = 0.97
  }

  /// Findings for each type of numbers and number of threads; about what was measured only.
  static func findings(_ results: [BenchmarkResult]) -> [Finding] {
    let threads = Set(results.flatMap(\.figures).filter { $0.role == .ours }.map(\.threads))
    return [ElementType.float, .double].flatMap { type in
      threads.sorted().flatMap { count in
        findings(
          results.filter {
            // Peers pack in each call what we pack once: no like with like.
            $0.elementType == type && $0.group != ProductGroup.constant.rawValue
          }.compactMap { result in
            result.ours(threads: count).map { (result.name, $0) }
          }, "\(type.rawValue) × \(count): ")
      }
    }
  }

  private static func findings(
    _ cases: [(name: String, figures: BenchmarkResult.Figures)], _ prefix: String
  ) -> [Finding] {
    var findings: [Finding] = []
    let ratios = cases.compactMap { item in
      item.figures.ratioToBestPeer.map { (name: item.name, ratio: $0) }
    }
    if let smallest = ratios.min(by: { $0.ratio < $1.ratio }) {
      findings = [
        Finding(
          "\(prefix)geometric mean of \(ratios.count) ratios", geometricMean(ratios.map(\.ratio)),
          atLeast: Goal.geometricMean),
        Finding(
          "\(prefix)least ratio, \(smallest.name)", smallest.ratio, atLeast: Goal.smallestRatio),
      ]
    }
    /// The least share of the squares of some extents; padded ones do not count.
    func share(_ extents: ClosedRange<Int>) -> Double? {
      cases.filter { item in
        let extent = item.name.hasPrefix("square/") ? Int(item.name.dropFirst(7)) : nil
        return extent.map { extents.contains($0) } ?? false
      }.map(\.figures.shareOfBound).min()
    }
    if let share = share(512...512) {
      findings.append(
        Finding("\(prefix)share of the peak at n = 512", share, atLeast: Goal.shareAt512))
    }
    if let share = share(1024...Int.max) {
      findings.append(
        Finding("\(prefix)share of the peak, n ≥ 1024", share, atLeast: Goal.shareFrom1024))
    }
    return findings
  }
}
