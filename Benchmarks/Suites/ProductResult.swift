/// What was measured of one case with one element type and number of threads.
package struct ProductResult: Sendable {
  /// The case.
  package let item: ProductCase
  /// `float` or `double`.
  package let elementType: String
  /// The threads of every engine.
  package let threads: Int
  /// Ours first, then the peers.
  package let engines: [Figures]
  /// The peak while it was measured: flops per second, or bytes per second read where the case is
  /// memory bound.
  package let probedRate: Double
  /// How many times as fast ours is as the fastest peer; nil without peers.
  package let ratioToBestPeer: Double?
  /// What is wrong with the results, in one line each; empty when all is right.
  package let mismatches: [String]
  /// The records of the engines.
  package let records: [BenchmarkDocument.Record]

  /// One engine's figures.
  package struct Figures: Sendable {
    /// The engine's name.
    package let engine: String
    /// Flops per second, at the median.
    package let flopsPerSecond: Double
    /// The share of the peak.
    package let shareOfPeak: Double
  }

  /// Element type and case: `float/square/512`.
  package var name: String { "\(elementType)/\(item.name)" }
}
