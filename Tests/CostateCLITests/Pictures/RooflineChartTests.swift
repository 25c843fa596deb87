import Testing

@testable import CostateCLI

@Suite struct `A roofline` {
  private func document(_ points: [(intensity: Double, rate: Double)]) -> SVGDocument {
    RooflineChart(
      title: "title", peakRate: 100, peakBandwidth: 20, series: ["float"],
      measurements: points.map {
        RooflineChart.Measurement(intensity: $0.intensity, rate: $0.rate, series: 0)
      }
    ).document
  }

  /// The centres of the measurements, without the mark of the legend.
  private func centres(_ document: SVGDocument) -> [SVGElement.Point] {
    document.elements.compactMap {
      if case .disc(let centre, _, _) = $0 { centre } else { nil }
    }.dropFirst().map(\.self)
  }

  private func roof(_ document: SVGDocument) -> [SVGElement.Point] {
    document.elements.lazy.compactMap {
      if case .path(let runs, _, _) = $0 { runs[0] } else { nil }
    }.first ?? []
  }

  @Test func `puts what reaches both peaks at the ridge`() throws {
    let document = document([(5, 100)])
    let centre = try #require(centres(document).first)
    let ridge = roof(document)[1]
    #expect((centre.x - ridge.x).magnitude < 1e-6 && (centre.y - ridge.y).magnitude < 1e-6)
  }

  @Test func `puts what is slower below the roof`() throws {
    let document = document([(5, 50)])
    #expect(try #require(centres(document).first).y > roof(document)[1].y)
  }

  @Test func `leaves out what has no place on its axes`() {
    #expect(centres(document([(0, 50), (1, .infinity), (1, 10)])).count == 1)
  }

  @Test func `is well formed`() {
    #expect(isWellFormed(document([(5, 50)]).markup))
  }
}
