package import CostateExecution

/// One worker only, whatever the width: nobody else ever arrives.
package struct LoneSpawner: RegionSpawner {
  private let fromEnd: Bool

  /// - Parameter fromEnd: whether the one who comes has the last number, not the first.
  package init(fromEnd: Bool) { self.fromEnd = fromEnd }

  package func enter(width: Int, _ body: WorkerBody) {
    body.run(fromEnd ? width - 1 : 0)
  }
}
