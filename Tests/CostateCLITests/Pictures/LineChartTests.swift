import Testing

@testable import CostateCLI

@Suite struct LineChartTests {
  private func texts(_ document: SVGDocument) -> [String] {
    document.elements.compactMap {
      if case .text(let text, _, _, _, _, _, _, _) = $0 { text } else { nil }
    }
  }

  private func paths(_ document: SVGDocument) -> [[[SVGElement.Point]]] {
    document.elements.compactMap {
      if case .path(let runs, _, _) = $0 { runs } else { nil }
    }
  }

  private func chart(_ scale: AxisScale, _ points: [(x: Double, y: Double)]) -> LineChart {
    LineChart(
      title: "title", horizontalTitle: "across", verticalTitle: "up", verticalScale: scale,
      series: [LineChart.Series(name: "only", points: points)])
  }

  @Test("Titles, names and last values can be read")
  func words() {
    let words = texts(sampleChart(scale: .logarithmic).document)
    for word in [
      "Two-layer network on the handwritten digits", "epoch", "mean squared error", "training",
      "test", "0.0142", "0.0434",
    ] {
      #expect(words.contains(word))
    }
  }

  @Test("The lines stay inside the frame", arguments: [AxisScale.linear, .logarithmic])
  func frame(scale: AxisScale) {
    for point in paths(sampleChart(scale: scale).document).joined().joined() {
      #expect((ChartFrame.left...ChartFrame.right).contains(point.x))
      #expect((ChartFrame.top...ChartFrame.bottom).contains(point.y))
    }
  }

  @Test("A value without a place on the axis leaves a gap")
  func gaps() {
    let points: [(x: Double, y: Double)] = [(0, 1), (1, 2), (2, .nan), (3, 1), (4, -1), (5, 2)]
    #expect(paths(chart(.linear, points).document)[0].map(\.count) == [2, 3])
    #expect(paths(chart(.logarithmic, points).document)[0].map(\.count) == [2, 1, 1])
  }

  @Test(
    "Nothing to draw is a picture, too",
    arguments: [[], [.nan], [.infinity, -.infinity], [0], [-1], [1e300]] as [[Double]])
  func nothing(values: [Double]) {
    let points = values.enumerated().map { (x: Double($0.offset), y: $0.element) }
    for scale in [AxisScale.linear, .logarithmic] {
      #expect(isWellFormed(chart(scale, points).document.markup))
    }
  }

  @Test("The last values of two equal lines do not overlap")
  func equalLines() {
    let points: [(x: Double, y: Double)] = [(0, 1), (1, 0)]
    let chart = LineChart(
      title: "", horizontalTitle: "", verticalTitle: "",
      series: ["a", "b"].map { LineChart.Series(name: $0, points: points) })
    let heights = chart.document.elements.compactMap { element in
      if case .text("0", _, let y, _, _, _, .bold, _) = element { y } else { nil }
    }
    #expect(heights.count == 2)
    #expect(abs(heights[0] - heights[1]) >= 16)
  }

  @Test("A long training gives a small picture")
  func longTraining() {
    let document = sampleChart(scale: .linear, stepCount: 50_000).document
    #expect(paths(document).joined().joined().count < 2 * 4 * 640)
  }
}
