import CostateBenchmarks
import Foundation

/// The report of `scaling` as one HTML file that needs no other: a log-log plot for each family, then
/// the tables.
struct ScalingPage {
  private let document: ScalingDocument

  init(_ document: ScalingDocument) { self.document = document }

  /// The file's text.
  var markup: String {
    let plots = document.families.map { "<figure>\n\(Self.plot($0).document.markup)</figure>" }
    return HTMLPage(
      title: "Value and all adjoints in O(|V| + |E|)",
      body: """
        <p>Each plot shows the time of a run of one family on one worker, and the best a + b N with
        N = |V| + |E|. Both axes are logarithmic.</p>
        <div>
        \(plots.joined(separator: "\n"))
        </div>
        <pre>
        \(SVGTag.escapedLines(ScalingText(document).text(for: .paper)))
        </pre>
        """
    ).markup
  }

  /// Time over size, and the linear law that fits best.
  static func plot(_ result: ScalingResult) -> LineChart {
    let linear = result.times.models[0]
    func series(_ name: String, _ seconds: (ScalingTimes.Point) -> Double) -> LineChart.Series {
      LineChart.Series(
        name: name,
        points: result.times.points.map { (x: log10(Double($0.size)), y: seconds($0) * 1e6) })
    }
    return LineChart(
      title: "\(result.family): slope \(String(format: "%.2f", result.times.slope.value))",
      horizontalTitle: "log₁₀(|V| + |E|)", verticalTitle: "µs", verticalScale: .logarithmic,
      series: [
        series("value and all adjoints") { $0.seconds },
        series("a + b N") { linear.constantSeconds + linear.factorSeconds * Double($0.size) },
      ])
  }
}
