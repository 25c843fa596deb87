/// The progress bar of a benchmark, on standard error; nothing where there is no terminal.
struct BenchProgress {
  private var task: String
  private let totalCount: Int
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private var bar: ProgressBar
  private var completedCount = 0

  init(task: String, totalCount: Int, terminal: Terminal = Terminal(.standardError)) {
    self.task = task
    self.totalCount = totalCount
    isShown = terminal.redrawsLines
    begin = clock.now
    bar = ProgressBar(terminal: terminal) { printToStandardError($0, isPartial: true) }
  }

  /// One more step is done.
  ///
  /// - Parameter step: what it was, in place of what was said before.
  mutating func advance(step: String? = nil) {
    completedCount += 1
    task = step ?? task
    guard isShown else { return }
    let elapsed = clock.now - begin
    bar.update(
      Progress(
        task: task, completedCount: completedCount, totalCount: totalCount, loss: nil,
        stepsPerSecond: Double(completedCount) / max(elapsed.seconds, 1e-9)),
      elapsed: elapsed)
  }

  /// Ends the line, so that what is printed next stands below it.
  mutating func finish() { if isShown { bar.finish() } }
}
