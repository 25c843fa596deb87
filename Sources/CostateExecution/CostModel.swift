package import CostateGraph

/// What work takes, roughly: enough to choose between serial and parallel, and the grain.
///
/// Decisions made with it never change bits.
package struct CostModel: Sendable {
  /// Floating-point operations a core does in a nanosecond. Between scalar code and peak.
  package var flopsPerNanosecond = 16.0
  /// The same inside a matrix product, half of what an AVX-512 core with two FMA units reaches.
  package var productFlopsPerNanosecond = 80.0
  /// Bytes a core moves in a nanosecond, between first-level cache and memory.
  package var bytesPerNanosecond = 16.0
  /// What the start of a work item costs.
  package var itemNanoseconds = 100.0
  /// What a level boundary costs in a parallel region: the wait for the slowest worker.
  package var levelNanoseconds = 1_000.0
  /// What entering a parallel region costs: a second worker arrives after about 20 µs. Read on a
  /// 2-core virtual machine with workers called back to back.
  package var regionNanoseconds = 20_000.0
  /// The length work items aim at: long against `itemNanoseconds`, short against a level.
  package var grainNanoseconds = 20_000.0

  package init() {}

  package func nanoseconds(_ cost: Cost) -> Double {
    max(cost.flops / flopsPerNanosecond, cost.bytes / bytesPerNanosecond)
  }

  /// A kernel's work on one core.
  func nanoseconds(_ kernel: any BatchKernel) -> Double {
    kernel.isMatrixProduct
      ? max(kernel.cost.flops / productFlopsPerNanosecond, kernel.cost.bytes / bytesPerNanosecond)
      : nanoseconds(kernel.cost)
  }

  /// How many items to cut a batch into.
  func itemCount(_ cost: Cost, width: Int) -> Int {
    if width == 1 { return 1 }
    let byGrain = Int(min(nanoseconds(cost) / grainNanoseconds, 1e6))
    return max(1, min(byGrain, 8 * width))
  }

  /// Whether a stage gains from more than one worker, once they are there.
  func isParallel(nanoseconds: Double, itemCount: Int, width: Int) -> Bool {
    width > 1 && itemCount > 1 && gain(nanoseconds, width) > 2 * levelNanoseconds
  }

  /// Whether parallel stages together are worth a region: twice what entering it costs.
  func isWorthRegion(nanoseconds: Double, width: Int) -> Bool {
    gain(nanoseconds, width) > 2 * regionNanoseconds
  }

  private func gain(_ nanoseconds: Double, _ width: Int) -> Double {
    nanoseconds * (1 - 1 / Double(width))
  }
}
