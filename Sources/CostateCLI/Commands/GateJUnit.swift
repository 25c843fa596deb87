import CostateBenchmarks

/// The result of a gate as JUnit XML: a regression is a failure, a noisy case is skipped, an early end
/// is an error.
struct GateJUnit {
  private let report: GateReport

  init(_ report: GateReport) { self.report = report }

  /// The file's text.
  var markup: String {
    let errors = report.verdict == .incomplete ? 1 : 0
    let cases = report.cases.map(testCase)
    let counts = """
      tests="\(cases.count + errors)" failures="\(count { $0 == .regression })" \
      errors="\(errors)" skipped="\(count(where: Self.isSkipped))"
      """
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="costate gate" \#(counts)>"#,
      #"<testsuite name="costate gate" \#(counts)>"#,
    ]
    lines += cases
    if let reason = report.incompleteReason {
      let error = SVGTag(name: "error").with("message", reason).markup
      lines.append(#"<testcase classname="costate gate" name="measurement">\#(error)</testcase>"#)
    }
    lines += ["</testsuite>", "</testsuites>", ""]
    return lines.joined(separator: "\n")
  }

  private static func isSkipped(_ verdict: GateCaseVerdict) -> Bool {
    verdict == .noisy || verdict == .controlDiffers
  }

  private func count(where isCounted: (GateCaseVerdict) -> Bool) -> Int {
    report.cases.count { isCounted($0.verdict) }
  }

  private func testCase(_ item: GateReport.Item) -> String {
    let figures =
      "\(item.verdict.text): effect \(GateWords.difference(item.effect)), floor "
      + "\(GateWords.percent(item.effectFloor)), control \(GateWords.difference(item.controlEffect))"
    let outcome: String? =
      if item.verdict == .regression {
        "failure"
      } else if Self.isSkipped(item.verdict) { "skipped" } else { nil }
    let name = SVGTag.escaped(
      "\(item.case.case), \(item.case.engine), threads \(item.case.threads)")
    let opening =
      "<testcase classname=\"\(SVGTag.escaped(item.case.workload))\" name=\"\(name)\" "
      + "time=\"\(item.headSeconds)\""
    guard let outcome else { return opening + "/>" }
    let inner = SVGTag(name: outcome).with("message", figures).markup
    return "\(opening)>\(inner)</testcase>"
  }
}
