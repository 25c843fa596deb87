import CostateBenchmarks
import Foundation

/// The results of `bench gemm` as tables.
struct BenchGEMMText {
  /// The engines' names, ours first.
  let engines: [String]

  /// The cases of one group, all of one element type.
  func table(_ results: [ProductResult]) -> String {
    var table = Table(
      columns: [
        .init(results.first?.elementType ?? "", key: "case"), .init("threads", key: "threads"),
      ]
        + engines.map { .init($0, unit: "GF/s", key: $0) }
        + [
          .init("peak", unit: "%", key: "shareOfPeak"), .init("ratio", key: "ratioToBestPeer"),
        ])
    for result in results {
      let figures = engines.map { name in
        result.engines.first { $0.engine == name }
          .map { Table.Cell.number($0.flopsPerSecond * 1e-9, decimalCount: 1) } ?? .missing
      }
      table.append(
        [.text(result.item.name), .integer(result.threads)] + figures + [
          .number(result.engines[0].shareOfPeak * 100, decimalCount: 1),
          result.ratioToBestPeer.map { .number($0, decimalCount: 2) } ?? .missing,
        ])
    }
    return table.text(for: Terminal(.standardOutput)) + "\n"
  }

  /// The goals, and what the whole run says of them.
  func summary(_ results: [ProductResult]) -> String {
    var table = Table(columns: [
      .init("type", unit: "× threads", key: "elementType"), .init("cases", key: "caseCount"),
      .init("mean", unit: "ratio", key: "geometricMean"),
      .init("n = 512", unit: "% peak", key: "shareAt512"),
      .init("n ≥ 1024", unit: "% peak", key: "shareFrom1024"),
      .init("least", unit: "ratio", key: "smallestRatio"), .init("at", key: "smallestRatioCase"),
    ])
    func number(_ value: Double?, _ decimalCount: Int, times factor: Double = 1) -> Table.Cell {
      value.map { .number($0 * factor, decimalCount: decimalCount) } ?? .missing
    }
    let summaries = ProductSummary.all(results)
    for summary in summaries {
      table.append([
        .text("\(summary.elementType) × \(summary.threads)"), .integer(summary.caseCount),
        number(summary.geometricMean, 3), number(summary.shareAt512, 1, times: 100),
        number(summary.shareFrom1024, 1, times: 100), number(summary.smallestRatio, 2),
        summary.smallestRatioCase.map { .text($0) } ?? .missing,
      ])
    }
    return """
      \(table.text(for: Terminal(.standardOutput)))

      ratio  our speed to the faster library’s, median over rounds; mean ratio is geometric
      peak   share of the FMA peak; where an extent is 1, of the rate of reading as many bytes
      goals  mean ratio ≥ \(ProductSummary.Goal.geometricMean), \
      every ratio ≥ \(ProductSummary.Goal.smallestRatio), \
      n = 512 ≥ \(percent(ProductSummary.Goal.shareAt512)), \
      n ≥ 1024 ≥ \(percent(ProductSummary.Goal.shareFrom1024)): \
      \(summaries.allSatisfy(\.isReached) ? "reached" : "missed")
      """
  }

  private func percent(_ share: Double) -> String { String(format: "%.0f %%", share * 100) }
}
