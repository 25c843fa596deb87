/// Shows the progress of a long piece of work: one line drawn again and again on a terminal, a new
/// line at every tenth of the way elsewhere.
struct ProgressBar {
  /// The shortest time between two drawings: smooth to the eye, no burden for a slow terminal.
  static let interval = Duration.milliseconds(100)

  private let terminal: Terminal
  private let write: (String) -> Void
  private var lastDrawing: Duration?
  private var lastTenth = 0
  private var isDrawn = false

  /// A bar that is not drawn yet.
  ///
  /// - Parameter write: Prints a text and flushes it, usually to standard error.
  init(terminal: Terminal, write: @escaping (String) -> Void) {
    self.terminal = terminal
    self.write = write
  }

  /// Shows the progress if it is time to; cheap otherwise.
  ///
  /// - Parameter elapsed: The time since the work began.
  mutating func update(_ progress: Progress, elapsed: Duration) {
    if terminal.redrawsLines {
      let isLast = progress.completedCount >= progress.totalCount
      let rests = lastDrawing.map { elapsed - $0 < ProgressBar.interval } ?? false
      guard isLast || !rests else { return }
      lastDrawing = elapsed
      isDrawn = true
      // The last column stays free: some terminals begin a new line as soon as it is filled.
      write("\r\(progress.line(width: terminal.columnCount - 1))\u{1B}[K")
    } else {
      let tenth = Int(progress.fraction * 10)
      guard tenth > lastTenth else { return }
      lastTenth = tenth
      write(progress.summary + "\n")
    }
  }

  /// Ends the line, so that what is printed next stands below it.
  mutating func finish() {
    guard isDrawn else { return }
    isDrawn = false
    write("\n")
  }
}
