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
    let paper = Terminal(isInteractive: false, windowColumnCount: 100, environment: [:])
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(Self.title)</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <h1>\(Self.title)</h1>
      <p>Each plot shows the time of a run of one family on one worker, and the best a + b N with
      N = |V| + |E|. Both axes are logarithmic.</p>
      <div>
      \(plots.joined(separator: "\n"))
      </div>
      <pre>
      \(SVGTag.escapedLines(ScalingText(document).text(for: paper)))
      </pre>
      </body>
      </html>

      """
  }

  private static let title = "Value and all adjoints in O(|V| + |E|)"

  private static let style = """
    body { font-family: \(SVGDocument.fontFamily); max-width: 90rem; margin: 2rem auto; \
    padding: 0 1rem }
    div { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem }
    figure { margin: 0 } svg { width: 100%; height: auto }
    pre { overflow-x: auto; font-size: 0.85rem; line-height: 1.35 }
    """

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

extension SVGTag {
  /// Text of several lines as markup.
  fileprivate static func escapedLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }.joined(separator: "\n")
  }
}
