extension Finding {
  /// What several threads gain on work that memory bounds, as a part of what the memory gains: 0.9 at
  /// least.
  init(
    memoryGain name: String, serial: BenchmarkResult.Figures, shared: BenchmarkResult.Figures
  ) {
    self.init(
      "\(name): gain over that of the memory", shared.shareOfBound / serial.shareOfBound,
      atLeast: 0.9)
  }
}
