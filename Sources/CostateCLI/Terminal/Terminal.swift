import Foundation

/// What a stream of the process can show.
struct Terminal: Equatable, Sendable {
  /// One of the streams to write to.
  enum Stream: Sendable {
    /// Results.
    case standardOutput
    /// Progress and errors.
    case standardError

    /// The number the system knows it by.
    var descriptor: Int32 { self == .standardOutput ? STDOUT_FILENO : STDERR_FILENO }
  }

  /// Whether a line can be drawn again in place.
  let redrawsLines: Bool
  /// Whether text can be coloured.
  let showsColour: Bool
  /// The number of characters in a line.
  let columnCount: Int
  /// Whether that is a guess: nothing is known of who reads it, as of a file.
  let isWidthGuessed: Bool

  /// Describes a stream.
  ///
  /// - Parameters:
  ///   - isInteractive: Whether a terminal is at the other end.
  ///   - windowColumnCount: What the terminal says of its width; 0 or nil if it says nothing.
  ///   - environment: Of it count `TERM` (`dumb` draws plainly), `NO_COLOR` (any text in it turns
  ///     colour off, https://no-color.org) and `COLUMNS` (the width where none is known).
  init(isInteractive: Bool, windowColumnCount: Int?, environment: [String: String]) {
    redrawsLines = isInteractive && environment["TERM"] != "dumb"
    showsColour = redrawsLines && environment["NO_COLOR", default: ""].isEmpty
    let known = [windowColumnCount, environment["COLUMNS"].flatMap { Int($0) }]
    let stated = known.compactMap { $0 }.first { (1...10_000).contains($0) }
    columnCount = stated ?? 80
    isWidthGuessed = !isInteractive && stated == nil
  }

  /// Asks the system about a stream of this process.
  init(_ stream: Stream) {
    var window = winsize()
    let hasWindow = ioctl(stream.descriptor, UInt(TIOCGWINSZ), &window) == 0
    self.init(
      isInteractive: isatty(stream.descriptor) == 1,
      windowColumnCount: hasWindow ? Int(window.ws_col) : nil,
      environment: ProcessInfo.processInfo.environment)
  }
}
