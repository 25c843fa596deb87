@testable import CostateCLI

extension Terminal {
  /// A terminal of the given width without colour.
  static func plain(columnCount: Int) -> Terminal {
    Terminal(
      isInteractive: true, windowColumnCount: columnCount, environment: ["NO_COLOR": "1"])
  }

  /// A pipe or a file.
  static let pipe = Terminal(isInteractive: false, windowColumnCount: nil, environment: [:])
}
