import Foundation
import TestSupport

/// What has been run so far.
struct Tally: Sendable {
  /// Graphs that were run.
  private(set) var graphCount = 0
  /// Their nodes.
  private(set) var nodeCount = 0
  /// Elements whose bits were compared.
  private(set) var elementCount = 0

  mutating func add(_ outcome: FuzzCase.Outcome) {
    graphCount += 1
    nodeCount += outcome.nodeCount
    elementCount += outcome.elementCount
  }

  /// One line for the end, or for progress on the way.
  func summary(seconds: Double, seed: UInt64) -> String {
    let rate = Double(graphCount) / max(seconds, 1e-9)
    return "seed \(seed): \(graphCount) graphs, \(nodeCount) nodes, \(elementCount) elements "
      + "compared in \(Int(seconds.rounded())) s, \(Int(rate.rounded())) graphs/s"
  }
}
