import Testing

@testable import CostateCLI

@Suite struct `A bar chart` {
  private let document = BarChart(
    title: "title", horizontalTitle: "%", series: ["one", "two"],
    rows: [
      BarChart.Row(name: "a", values: [50, 100]), BarChart.Row(name: "b", values: [25, nil]),
    ]
  ).document

  /// The widths of the bars, without the swatches of the legend.
  private var widths: [Double] {
    document.elements.compactMap {
      if case .rectangle(_, _, let width, _, _, _, _) = $0, width != 18 { width } else { nil }
    }
  }

  @Test func `has bars as long as their numbers`() {
    #expect(widths.count == 3)
    #expect((widths[1] / widths[0] - 2).magnitude < 1e-9)
    #expect((widths[0] / widths[2] - 2).magnitude < 1e-9)
  }

  @Test func `names every row`() {
    #expect(document.markup.contains(">a<") && document.markup.contains(">b<"))
  }

  @Test func `is well formed`() {
    #expect(isWellFormed(document.markup))
  }
}
