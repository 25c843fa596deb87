/// How a text stands out on a terminal.
enum TextStyle: Int, CaseIterable {
  /// Headings.
  case bold = 1
  /// What matters less.
  case dim = 2
  /// What is wrong.
  case red = 31
  /// What is right.
  case green = 32
}

extension Terminal {
  /// The text in a style, or as it is where the terminal shows none.
  func styled(_ text: String, _ style: TextStyle) -> String {
    showsColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
