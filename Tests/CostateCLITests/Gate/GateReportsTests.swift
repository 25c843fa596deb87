import CostateBenchmarks
import Foundation
import Testing

@testable import CostateCLI

/// A gate of two cases, one of which became slower, in every form.
@Suite struct `The reports of a gate` {
  private func report(
    slowdown: Double = 0.2, incompleteReason: String? = nil
  ) -> GateReport {
    let cases = ["small", "1024x512 <a&b>"].map {
      GateCase(workload: "two-layer", case: $0, engine: "Costate", threads: 1)
    }
    var samples = GateSamples(baseCases: cases, headCases: cases)
    for block in 0..<6 {
      let wobble = 1 + 1e-4 * Double(block)
      let blocks = Dictionary(
        uniqueKeysWithValues: cases.enumerated().map { index, item in
          let head = 1e-3 * wobble * (index == 0 ? 1 + slowdown : 1)
          return (
            item,
            GateBlock(
              base: [1e-3 * wobble, 1.001e-3 * wobble], head: [head, 1.001 * head],
              control: [1.001e-3 * wobble, 1e-3 * wobble])
          )
        })
      samples.appendScreening(blocks)
      if slowdown > 0 { samples.appendConfirmation(blocks) }
    }
    return GateReport(
      samples,
      commands: GateCommands(
        base: "/somewhere/base", head: "/somewhere/head", arguments: ["bench", "two-layer"]),
      machine: GateMachine(cpu: "a processor", isa: "v4", width: 2), thresholds: GateThresholds(),
      estimate: .minimum, incompleteReason: incompleteReason)
  }

  @Test func `fit lines of 80 characters as text`() {
    let text = GateText(report()).text(for: .pipe)
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `name the slower case in the verdict`() {
    let text = GateText(report()).text(for: .pipe)
    #expect(text.hasSuffix("verdict  regression: two-layer small"))
  }

  @Test func `say that figures are partial`() {
    let text = GateText(report(incompleteReason: "interrupted")).text(for: .pipe)
    #expect(text.contains("incomplete, the figures are partial: interrupted"))
  }

  @Test func `are well-formed XML`() {
    let markup = GateJUnit(report(incompleteReason: "a < b")).markup
    #expect(isWellFormed(String(markup.drop { $0 != "\n" })))
  }

  @Test func `count the regression as a failure`() {
    #expect(GateJUnit(report()).markup.contains(#"tests="2" failures="1" errors="0" skipped="0""#))
  }

  @Test func `count an early end as an error`() {
    let markup = GateJUnit(report(slowdown: 0, incompleteReason: "interrupted")).markup
    #expect(markup.contains(#"tests="3" failures="0" errors="1" skipped="0""#))
  }

  @Test func `show only what changed above the fold of a comment`() {
    let text = GateMarkdown(report()).text
    let fold = text.range(of: "<details>")?.lowerBound ?? text.startIndex
    #expect(text[..<fold].contains("two-layer small"))
    #expect(!text[..<fold].contains("1024x512"))
  }

  @Test func `escape what Markdown would read`() {
    #expect(GateMarkdown(report()).text.contains(#"1024x512 \<a&b\>"#))
  }

  @Test func `mark partial figures in JSON`() throws {
    let data = Data(jsonText(report(incompleteReason: "interrupted")).utf8)
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["verdict"] as? String == "incomplete")
    #expect(object["incompleteReason"] as? String == "interrupted")
  }
}
