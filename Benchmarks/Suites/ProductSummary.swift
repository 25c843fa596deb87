/// What a run of the suite says as a whole, for one element type and number of threads.
package struct ProductSummary: Sendable, Hashable, Codable {
  /// What is aimed at: ratios to the faster library, and shares of the peak.
  package enum Goal {
    /// The least geometric mean of the ratios.
    package static let geometricMean = 1.05
    /// The least ratio of any case.
    package static let smallestRatio = 0.9
    /// The least share of the peak for the square of 512.
    package static let shareAt512 = 0.95
    /// The least share of the peak for squares from 1024.
    package static let shareFrom1024 = 0.97
  }

  /// `float` or `double`.
  package let elementType: String
  /// The threads.
  package let threads: Int
  /// The number of cases.
  package let caseCount: Int
  /// The geometric mean of the ratios to the faster library; nil without libraries.
  package let geometricMean: Double?
  /// The smallest of the ratios.
  package let smallestRatio: Double?
  /// Its case.
  package let smallestRatioCase: String?
  /// The share of the peak for the square of 512, if it was measured.
  package let shareAt512: Double?
  /// The smallest share of the peak of the squares from 1024, if one was measured.
  package let shareFrom1024: Double?

  /// Whether nothing that was measured misses its goal.
  package var isReached: Bool {
    func reaches(_ value: Double?, _ goal: Double) -> Bool { value.map { $0 >= goal } ?? true }
    return reaches(geometricMean, Goal.geometricMean) && reaches(smallestRatio, Goal.smallestRatio)
      && reaches(shareAt512, Goal.shareAt512) && reaches(shareFrom1024, Goal.shareFrom1024)
  }

  /// One summary for each element type and number of threads, in the order of the results.
  package static func all(_ results: [ProductResult]) -> [ProductSummary] {
    var groups: [[ProductResult]] = []
    for result in results {
      let group = groups.firstIndex {
        $0[0].elementType == result.elementType && $0[0].threads == result.threads
      }
      if let group { groups[group].append(result) } else { groups.append([result]) }
    }
    return groups.map { ProductSummary($0) }
  }

  /// - Precondition: the results have one element type and number of threads, and there is one.
  private init(_ results: [ProductResult]) {
    elementType = results[0].elementType
    threads = results[0].threads
    caseCount = results.count
    let ratios = results.compactMap { result in
      result.ratioToBestPeer.map { (ratio: $0, name: result.item.name) }
    }
    let smallest = ratios.min { $0.ratio < $1.ratio }
    geometricMean = ratios.isEmpty ? nil : CostateBenchmarks.geometricMean(ratios.map(\.ratio))
    smallestRatio = smallest?.ratio
    smallestRatioCase = smallest?.name
    let squares = results.filter { $0.item.group == .square }
    func share(_ isMeant: (Int) -> Bool) -> Double? {
      squares.filter { isMeant($0.item.n) }.map { $0.engines[0].shareOfPeak }.min()
    }
    shareAt512 = share { $0 == 512 }
    shareFrom1024 = share { $0 >= 1024 }
  }
}
