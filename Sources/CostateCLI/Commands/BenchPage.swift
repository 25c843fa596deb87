import CostateBenchmarks
import Foundation

/// The report of `bench` as one HTML file that needs no other: for each suite a roofline, bars and
/// the tables.
struct BenchPage {
  private let report: BenchReport

  init(_ report: BenchReport) { self.report = report }

  /// The file's text.
  var markup: String {
    HTMLPage(
      title: "Costate: benchmarks",
      body: """
        <p>All engines of a case were measured in turn within one run. Shares, gains and ratios are
        medians over its rounds. The roofs are the machine’s peaks, read on one core in the same
        run: single-precision multiply-adds, and reading memory; what fits a cache may lie above the
        slope.</p>
        <pre>
        \(SVGTag.escapedLines(MachineText(report.machine).text))
        </pre>
        \(report.suites.map(section).joined(separator: "\n"))
        """
    ).markup
  }

  private func section(_ measured: BenchReport.SuiteResults) -> String {
    let text = BenchText(measured, terminal: .paper)
    let pictures = [roofline(measured), shares(measured)].compactMap(\.self)
      .map { "<figure>\n\($0.markup)</figure>" }
    return """
      <h2>\(SVGTag.escaped("\(measured.suite.name): \(measured.suite.summary)"))</h2>
      <div>
      \(pictures.joined(separator: "\n"))
      </div>
      <pre>
      \(SVGTag.escapedLines(text.tables + "\n" + text.findings))
      </pre>
      """
  }

  /// Ours on one thread below the roofs of one core; nil where no flops are counted.
  func roofline(_ measured: BenchReport.SuiteResults) -> SVGDocument? {
    let points = measured.results.compactMap { result -> RooflineChart.Measurement? in
      guard let ours = result.ours(threads: 1), ours.work.flops > 0 else { return nil }
      return RooflineChart.Measurement(
        intensity: ours.work.flops / ours.work.bytes,
        rate: ours.work.flops / ours.seconds.median * 1e-9,
        series: result.elementType == .float ? 0 : 1)
    }
    guard !points.isEmpty else { return nil }
    return RooflineChart(
      title: "\(measured.suite.name): one thread",
      peakRate: report.machine.peakFlopsPerSecond * 1e-9,
      peakBandwidth: report.machine.peakBytesPerSecond * 1e-9, series: ["float", "double"],
      measurements: points
    ).document
  }

  /// The share of the bound with the first and the last number of threads.
  func shares(_ measured: BenchReport.SuiteResults) -> SVGDocument? {
    let all = measured.results.flatMap(\.figures).filter { $0.role == .ours }.map(\.threads)
    guard let fewest = all.min(), let most = all.max() else { return nil }
    let threads = fewest == most ? [fewest] : [fewest, most]
    return BarChart(
      title: measured.suite.name,
      horizontalTitle: "% of the bound, for as many threads",
      series: threads.map { "\($0) thread\($0 == 1 ? "" : "s")" },
      rows: measured.results.map { result in
        BarChart.Row(
          name: result.recordName,
          values: threads.map { count in
            result.ours(threads: count).map { $0.shareOfBound * 100 }
          })
      }
    ).document
  }
}
