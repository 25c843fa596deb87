extension Finding {
  /// The most that a run with threads takes, relative to one without.
  private static let mostHarm = 1.02

  /// What several threads take of the time of one: no more, whatever the graph; nil where only one was
  /// measured.
  init?(harmOfThreads result: BenchmarkResult) {
    guard
      let speedUp = result.figures.first(where: { $0.role == .ours && $0.threads > 1 })?.speedUp
    else { return nil }
    self.init(
      "\(result.name): time with threads over serial", 1 / speedUp, atMost: Self.mostHarm)
  }
}
