import Foundation
import Testing

@testable import CostateCLI

@Suite struct SVGDocumentTests {
  @Test("Text is escaped")
  func escaping() {
    #expect(
      SVGTag.escaped("a<b & \"c\" > d\u{0}\n") == "a&lt;b &amp; &quot;c&quot; &gt; d ")
  }

  @Test(
    "Numbers have at most two decimals and no superfluous ones",
    arguments: [(1, "1"), (1.005, "1"), (-0.001, "0"), (2.346, "2.35"), (12.5, "12.5")]
      as [(Double, String)])
  func numbers(value: Double, text: String) {
    #expect(SVGTag.number(value) == text)
  }

  @Test("What the format assumes anyway is left out")
  func defaults() {
    let line = SVGElement.line(x1: 0, y1: 1, x2: 2, y2: 3, stroke: .grid)
    #expect(
      line.markup == ##"<line x1="0" y1="1" x2="2" y2="3" stroke="\##(Colour.grid.rawValue)"/>"##)
  }

  @Test("A path moves to the start of each run")
  func runs() {
    let path = SVGElement.path(
      runs: [
        [SVGElement.Point(x: 0, y: 0), SVGElement.Point(x: 1, y: 2)],
        [SVGElement.Point(x: 3, y: 4)],
      ], stroke: .first)
    #expect(path.markup.contains(#"d="M0 0L1 2M3 4""#))
  }

  @Test("Every shape is well-formed XML")
  func wellFormed() throws {
    var document = SVGDocument(width: 100, height: 50, title: "a < b & 'c'")
    document.elements = [
      .rectangle(x: 1, y: 2, width: 3, height: 4, fill: .first, opacity: 0.5, cornerRadius: 2),
      .line(x1: 0, y1: 0, x2: 1, y2: 1, stroke: .grid, width: 2, opacity: 0.3),
      .path(runs: [], stroke: .second),
      .disc(centre: SVGElement.Point(x: 5, y: 5), radius: 2, fill: .second),
      .text("<&>\u{1B}", x: 1, y: 1, anchor: .middle, weight: .bold, rotation: -90),
    ]
    #expect(isWellFormed(document.markup))
  }

  @Test("The picture scales")
  func viewBox() {
    let markup = SVGDocument(width: 800, height: 450, title: "").markup
    #expect(markup.contains(#"viewBox="0 0 800 450""#))
  }
}
