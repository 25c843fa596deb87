/// A report as one HTML file that needs no other, for bright and dark screens.
struct HTMLPage {
  /// What it is about.
  let title: String
  /// What stands below the title, as markup.
  let body: String

  /// The file's text.
  var markup: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <title>\(SVGTag.escaped(title))</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    <h1>\(SVGTag.escaped(title))</h1>
    \(body)
    </body>
    </html>

    """
  }

  private static let style = """
    body { font-family: \(SVGDocument.fontFamily); max-width: 90rem; margin: 2rem auto; \
    padding: 0 1rem }
    div { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem }
    figure { margin: 0 } svg { width: 100%; height: auto }
    pre { overflow-x: auto; font-size: 0.85rem; line-height: 1.35 }
    """
}

extension SVGTag {
  /// Text of several lines as markup.
  static func escapedLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }.joined(separator: "\n")
  }
}

extension Terminal {
  /// A page: wide, and without colours of its own.
  static let paper = Terminal(isInteractive: false, windowColumnCount: 100, environment: [:])
}
