/// What counts as a difference.
package struct GateThresholds: Sendable, Hashable, Codable {
  /// The least relative difference that matters. Where code lies in memory alone moves a loop by a
  /// per cent or two.
  ///
  /// - Source: Mytkowicz et al. (2009), "Producing wrong data without doing anything obviously
  ///   wrong!", doi 10.1145/1508244.1508275.
  package var relativeFloor = 0.02
  /// The least difference that matters, in seconds: a few cycles of a call, whatever it computes.
  package var absoluteFloorSeconds = 5e-9
  /// The share of findings that may be chance.
  package var falseDiscoveryRate = 0.05
  /// The largest effect floor with which a case is still judged: where more is needed, the machine is
  /// too noisy for it.
  package var noiseLimit = 0.05

  /// The defaults.
  package init() {}

  /// The least relative difference that counts in a case.
  ///
  /// - Parameters:
  ///   - baseSeconds: how long the base takes.
  ///   - spread: the standard error of a comparison in which nothing differs.
  func effectFloor(baseSeconds: Double, spread: Double) -> Double {
    max(relativeFloor, absoluteFloorSeconds / baseSeconds, 2 * spread)
  }
}
