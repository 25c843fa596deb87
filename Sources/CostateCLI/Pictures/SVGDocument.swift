/// A picture: shapes, the first at the back, on transparent paper.
struct SVGDocument: Equatable {
  /// The width in pixels; the picture scales to any other.
  let width: Double
  /// The height in pixels.
  let height: Double
  /// What the picture shows, for those who cannot see it.
  let title: String
  /// The shapes.
  var elements: [SVGElement] = []

  /// The fonts: whatever the system uses for its own text.
  static let fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"

  /// The file's text.
  var markup: String {
    let (width, height) = (SVGTag.number(width), SVGTag.number(height))
    let title = SVGTag.escaped(title)
    let opening = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)" role="img" aria-label="\(title)" \
      font-family="\(SVGDocument.fontFamily)">
      """
    let lines = [opening, "<title>\(title)</title>"] + elements.map(\.markup) + ["</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }
}
