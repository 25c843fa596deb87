/// A shape of a picture. Lengths and positions are in pixels, from the top left corner.
enum SVGElement: Equatable {
  /// A filled rectangle.
  case rectangle(
    x: Double, y: Double, width: Double, height: Double, fill: Colour, opacity: Double = 1,
    cornerRadius: Double = 0)
  /// A straight line.
  case line(
    x1: Double, y1: Double, x2: Double, y2: Double, stroke: Colour, width: Double = 1,
    opacity: Double = 1)
  /// Joined straight lines; several runs leave gaps between them.
  case path(runs: [[Point]], stroke: Colour, width: Double = 2)
  /// A filled disc.
  case disc(centre: Point, radius: Double, fill: Colour)
  /// One line of text.
  case text(
    String, x: Double, y: Double, size: Double = 13, anchor: Anchor = .start,
    fill: Colour = .foreground, weight: Weight = .regular, rotation: Double = 0)

  /// A position in the picture.
  struct Point: Equatable {
    /// To the right.
    var x: Double
    /// Downwards.
    var y: Double
  }

  /// Which part of a text stands at its position.
  enum Anchor: String {
    /// The left end.
    case start
    /// The middle.
    case middle
    /// The right end.
    case end
  }

  /// How heavy a text is.
  enum Weight: Int {
    /// Running text.
    case regular = 400
    /// Titles.
    case bold = 600
  }
}

extension SVGElement {
  /// The element as XML.
  var markup: String {
    switch self {
    case .rectangle(let x, let y, let width, let height, let fill, let opacity, let cornerRadius):
      SVGTag(name: "rect")
        .with("x", x).with("y", y).with("width", width).with("height", height)
        .with("rx", cornerRadius, unless: 0)
        .with("fill", fill.rawValue).with("opacity", opacity, unless: 1).markup
    case .line(let x1, let y1, let x2, let y2, let stroke, let width, let opacity):
      SVGTag(name: "line")
        .with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2)
        .with("stroke", stroke.rawValue).with("stroke-width", width, unless: 1)
        .with("opacity", opacity, unless: 1).markup
    case .path(let runs, let stroke, let width):
      SVGTag(name: "path")
        .with("d", runs.map(SVGElement.pathData).joined())
        .with("fill", "none").with("stroke", stroke.rawValue).with("stroke-width", width)
        .with("stroke-linejoin", "round").with("stroke-linecap", "round").markup
    case .disc(let centre, let radius, let fill):
      SVGTag(name: "circle")
        .with("cx", centre.x).with("cy", centre.y).with("r", radius)
        .with("fill", fill.rawValue).markup
    case .text(let content, let x, let y, let size, let anchor, let fill, let weight, let rotation):
      SVGTag(name: "text", content: content)
        .with("x", x).with("y", y).with("font-size", size)
        .with("text-anchor", anchor == .start ? nil : anchor.rawValue)
        .with("font-weight", weight == .regular ? nil : "\(weight.rawValue)")
        .with("fill", fill.rawValue)
        .with(
          "transform",
          rotation == 0
            ? nil
            : "rotate(\(SVGTag.number(rotation)) \(SVGTag.number(x)) \(SVGTag.number(y)))"
        ).markup
    }
  }

  private static func pathData(_ run: [Point]) -> String {
    run.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(SVGTag.number(point.x)) \(SVGTag.number(point.y))"
    }.joined()
  }
}
