import Testing

@testable import CostateBenchmarks

@Suite struct ProductSummaryTests {
  @Test func `each number of threads has findings of its own`() {
    let findings = ProductSummary.findings([
      .sample("square/64", ratio: 1), .sample("square/64", threads: 2, ratio: 2),
      .sample("square/128", ratio: 4),
    ]).filter { $0.label.contains("geometric mean") }
    #expect(findings.map(\.value) == [2, 2])
  }

  @Test func `the smallest ratio is named`() {
    let findings = ProductSummary.findings([
      .sample("square/64", ratio: 1.5), .sample("square/128", ratio: 0.75),
    ])
    #expect(findings.contains { $0.label.contains("square/128") && $0.value == 0.75 })
  }

  @Test func `shares of the peak count where a goal is set`() {
    let findings = ProductSummary.findings([
      .sample("square/256", share: 0.1), .sample("square/512", share: 0.96),
      .sample("square/511+2", share: 0.2), .sample("square/1024", share: 0.98),
      .sample("square/2048", share: 0.99),
    ])
    #expect(findings.map(\.value) == [0.96, 0.98])
    #expect(findings.allSatisfy { $0.holds })
  }

  @Test func `nothing is said of the share of the peak of several threads`() {
    let findings = ProductSummary.findings([
      .sample("square/1024", threads: 2, share: 0.5)
    ])
    #expect(findings.isEmpty)
  }

  @Test func `a microkernel has a goal of its own`() {
    let findings = ProductSummary.findings([.sample("microkernel", share: 0.97)])
    #expect(findings.map(\.value) == [0.97])
    #expect(!findings.contains { $0.holds })
  }

  @Test func `shapes behind are counted, tiny and constant ones are not judged`() {
    let findings = ProductSummary.findings([
      .sample("square/64", ratio: 1), .sample("square/65", ratio: 0.8),
      .sample("tiny/8", group: "tiny", ratio: 0.1),
      .sample("constant/8x8x8/NN", group: "constant", ratio: 0.1),
    ])
    #expect(findings.first { $0.label.contains("below") }?.value == 1)
    #expect(findings.contains { $0.label.contains("least ratio, square/65") })
  }

  @Test func `a shape far behind misses the goal`() {
    let findings = ProductSummary.findings([
      .sample("square/64", ratio: 3), .sample("square/65", ratio: 0.89),
    ])
    #expect(!findings.allSatisfy { $0.holds })
  }

  @Test func `nothing is said of what was not measured`() {
    #expect(ProductSummary.findings([.sample("square/64")]).isEmpty)
  }
}
