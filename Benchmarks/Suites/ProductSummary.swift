import Costate

/// What the results of the matrix products say as a whole.
enum ProductSummary {
  /// What is aimed at: ratios to the faster library, and shares of the peak in single precision.
  enum Goal {
    /// The least geometric mean of the ratios.
    static let geometricMean = 1.05
    /// The least ratio of any case.
    static let smallestRatio = 0.9
    /// The least share of the peak for the innermost loops by themselves.
    static let shareOfMicrokernel = 0.98
    /// The least share of the peak for the square of 512 on one thread.
    static let shareAt512 = 0.95
    /// The least share of the peak for squares from 1024 on one thread.
    static let shareFrom1024 = 0.97
    /// What each of several threads is at least worth, for squares from 512.
    static let gainOfThread = 0.95
  }

  /// Findings for each type of numbers and number of threads; about what was measured only.
  static func findings(_ results: [BenchmarkResult]) -> [Finding] {
    let threads = Set(results.flatMap(\.figures).filter { $0.role == .ours }.map(\.threads))
    return [ElementType.float, .double].flatMap { type in
      threads.sorted().flatMap { count in
        let cases = results.filter { $0.elementType == type }.compactMap { result in
          result.ours(threads: count).map { Measured(result, $0) }
        }
        let prefix = "\(type.rawValue) × \(count): "
        return ratios(cases, prefix)
          + (count == 1
            ? shares(cases, prefix, hasGoals: type == .float)
            : gains(cases.filter { $0.hasSerialTwin }, prefix, threads: count))
      }
    }
  }

  /// A case with our figures with some threads.
  private struct Measured {
    let name: String
    let isJudged: Bool
    /// The extent of a square without padding.
    let square: Int?
    let hasSerialTwin: Bool
    let figures: BenchmarkResult.Figures

    init(_ result: BenchmarkResult, _ figures: BenchmarkResult.Figures) {
      name = result.name
      isJudged = ProductGroup(rawValue: result.group)?.isJudged ?? true
      square = name.hasPrefix("square/") ? Int(name.dropFirst(7)) : nil
      hasSerialTwin = result.ours(threads: 1) != nil
      self.figures = figures
    }
  }

  private static func ratios(_ cases: [Measured], _ prefix: String) -> [Finding] {
    let ratios = cases.filter(\.isJudged).compactMap { item in
      item.figures.ratioToBestPeer.map { (name: item.name, ratio: $0) }
    }
    guard let smallest = ratios.min(by: { $0.ratio < $1.ratio }) else { return [] }
    let behindCount = ratios.count { $0.ratio < Goal.smallestRatio }
    return [
      Finding(
        "\(prefix)geometric mean of \(ratios.count) ratios", geometricMean(ratios.map(\.ratio)),
        atLeast: Goal.geometricMean),
      Finding(
        "\(prefix)least ratio, \(smallest.name)", smallest.ratio, atLeast: Goal.smallestRatio),
      Finding("\(prefix)ratios below \(Goal.smallestRatio)", Double(behindCount)),
    ]
  }

  private static func shares(
    _ cases: [Measured], _ prefix: String, hasGoals: Bool
  ) -> [Finding] {
    [
      ("of the microkernel", Goal.shareOfMicrokernel, cases.filter { $0.name == "microkernel" }),
      ("at n = 512", Goal.shareAt512, cases.filter { $0.square == 512 }),
      ("for n ≥ 1024", Goal.shareFrom1024, cases.filter { $0.square ?? 0 >= 1024 }),
    ].compactMap { name, goal, cases in
      cases.map(\.figures.shareOfBound).min().map { share in
        let label = "\(prefix)share of the peak \(name)"
        return hasGoals ? Finding(label, share, atLeast: goal) : Finding(label, share)
      }
    }
  }

  private static func gains(
    _ cases: [Measured], _ prefix: String, threads: Int
  ) -> [Finding] {
    cases.filter { $0.square ?? 0 >= 512 }.compactMap(\.figures.speedUp).min().map { gain in
      [
        Finding(
          "\(prefix)gain of each thread for n ≥ 512", gain / Double(threads),
          atLeast: Goal.gainOfThread)
      ]
    } ?? []
  }
}
