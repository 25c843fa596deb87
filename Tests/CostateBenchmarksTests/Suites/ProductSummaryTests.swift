import Testing

@testable import CostateBenchmarks

@Suite struct ProductSummaryTests {
  private func result(
    _ extent: Int, threads: Int = 1, ratio: Double?, share: Double = 1
  ) -> ProductResult {
    ProductResult(
      item: ProductCase(.square, extent, extent, extent), elementType: "float", threads: threads,
      engines: [.init(engine: "Costate", flopsPerSecond: 1, shareOfPeak: share)], probedRate: 1,
      ratioToBestPeer: ratio, mismatches: [], records: [])
  }

  @Test func `each number of threads has a summary of its own`() {
    let summaries = ProductSummary.all([
      result(64, ratio: 1), result(64, threads: 2, ratio: 2), result(128, ratio: 4),
    ])
    #expect(summaries.map(\.threads) == [1, 2])
    #expect(summaries.map(\.geometricMean) == [2, 2])
  }

  @Test func `the smallest ratio is named`() {
    let summary = ProductSummary.all([result(64, ratio: 1.5), result(128, ratio: 0.75)])[0]
    #expect(summary.smallestRatio == 0.75)
    #expect(summary.smallestRatioCase == "square/128")
  }

  @Test func `shares of the peak count where a goal is set`() {
    let summary = ProductSummary.all([
      result(256, ratio: 2, share: 0.1), result(512, ratio: 2, share: 0.96),
      result(1024, ratio: 2, share: 0.98), result(2048, ratio: 2, share: 0.99),
    ])[0]
    #expect(summary.shareAt512 == 0.96)
    #expect(summary.shareFrom1024 == 0.98)
    #expect(summary.isReached)
  }

  @Test func `a shape far behind misses the goal`() {
    #expect(!ProductSummary.all([result(64, ratio: 3), result(65, ratio: 0.89)])[0].isReached)
  }

  @Test func `what was not measured misses no goal`() {
    #expect(ProductSummary.all([result(64, ratio: nil)])[0].isReached)
  }
}
