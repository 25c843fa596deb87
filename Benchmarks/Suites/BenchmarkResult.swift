package import Costate

/// What was measured of one case.
package struct BenchmarkResult: Sendable {
  /// One engine's figures; shares and ratios are medians over the rounds.
  package struct Figures: Sendable {
    /// The engine.
    package let engine: String
    /// Who it is.
    package let role: PreparedCase.Entrant.Role
    /// Its threads.
    package let threads: Int
    /// What one computation does.
    package let work: Work
    /// The time of one computation.
    package let seconds: Summary
    /// The share of what the machine can do at the moment.
    package let shareOfBound: Double
    /// How many times as fast as our serial twin; ours only.
    package let speedUp: Double?
    /// How many times as fast as the fastest peer with as many threads; ours only.
    package let ratioToBestPeer: Double?
    /// How many times as long as the value alone; ours only.
    package let ratioToValueAlone: Double?

    /// The median time of one computation for each of its nodes.
    var nanosecondsPerNode: Double {
      BenchmarkFigure.nanosecondsPerNode.value(seconds: seconds.median, of: work)
    }
  }

  /// The case as tables name it.
  package let name: String
  /// The case as records name it.
  package let recordName: String
  /// The heading under which tables show it.
  package let group: String
  /// The type of its numbers.
  package let elementType: ElementType
  /// What bounds it.
  package let bound: WorkBound
  /// What was measured, ours first.
  package let figures: [Figures]
  /// What is wrong with the values, in one line each; empty when all is right.
  package let mismatches: [String]
  /// The records of the engines.
  package let records: [BenchmarkDocument.Record]

  /// Ours with some threads, if they were measured.
  package func ours(threads: Int) -> Figures? {
    figures.first { $0.role == .ours && $0.threads == threads }
  }
}
