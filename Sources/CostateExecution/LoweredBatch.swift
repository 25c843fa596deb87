import CostateGraph

/// A batch as stages hold it: behind a closure that is made where its type is known.
///
/// The witness of a generic type runs its generic code, which looks types up at every call; the
/// closure runs the code for one type. And a class, since what a variable of any type holds is copied
/// with each use. Batches of few scalars last less than a microsecond and show both.
final class LoweredBatch: Sendable {
  /// What reports call it.
  let name: String
  /// The number of work items; may be 0.
  let itemCount: Int
  /// The work of all items together.
  let work: Work
  /// Whether it could be cut into more items for more workers.
  let isDivisible: Bool
  /// The scratch memory one running item needs, in bytes.
  let scratchByteCount: Int
  /// The memory of operands packed once, in bytes.
  let packedByteCount: Int
  /// How many kernels a run calls.
  let kernelCallCount: Int
  private let body: @Sendable (_ item: Int, _ memory: Memory) -> Void
  private let counters: @Sendable (_ item: Int) -> ExecutionCounters

  /// The batch behind closures.
  init(_ batch: some BatchKernel) {
    name = batch.name
    itemCount = batch.itemCount
    work = batch.work
    isDivisible = batch.isDivisible
    scratchByteCount = batch.scratchByteCount
    packedByteCount = batch.packedByteCount
    kernelCallCount = batch.kernelCallCount
    body = { batch.run($0, $1) }
    counters = { batch.counters(of: $0) }
  }

  /// Flops, and bytes read and written.
  var cost: Cost { work.cost }

  /// Runs one item.
  func run(_ item: Int, _ memory: Memory) { body(item, memory) }

  /// Runs every item.
  func runAll(_ memory: Memory) {
    for item in 0..<itemCount { body(item, memory) }
  }

  /// What an item executes; asked for by counting runs only.
  func counters(of item: Int) -> ExecutionCounters { counters(item) }
}
