import CostateGraph

/// A batch behind a closure that is made where its type is known.
///
/// The witness of a generic type runs its generic code, which looks types up at every call; the
/// closure runs the code for one type. Scalar batches last less than a microsecond and show it.
struct SpecializedBatch: BatchKernel {
  let name: String
  let itemCount: Int
  let work: Work
  let scratchByteCount: Int
  let packedByteCount: Int
  let kernelCallCount: Int
  private let body: @Sendable (_ item: Int, _ memory: Memory) -> Void
  private let counters: @Sendable (_ item: Int) -> ExecutionCounters

  init(_ batch: some BatchKernel) {
    name = batch.name
    itemCount = batch.itemCount
    work = batch.work
    scratchByteCount = batch.scratchByteCount
    packedByteCount = batch.packedByteCount
    kernelCallCount = batch.kernelCallCount
    body = { batch.run($0, $1) }
    counters = { batch.counters(of: $0) }
  }

  func run(_ item: Int, _ memory: Memory) { body(item, memory) }
  func counters(of item: Int) -> ExecutionCounters { counters(item) }
}

/// A batch that one worker runs from beginning to end.
struct UndividedBatch: UndividedKernel {
  private let batch: SpecializedBatch

  init(_ batch: SpecializedBatch) { self.batch = batch }

  var name: String { batch.name }
  var itemCount: Int { 1 }
  var work: Work { batch.work }
  var scratchByteCount: Int { batch.scratchByteCount }
  var packedByteCount: Int { batch.packedByteCount }
  var kernelCallCount: Int { batch.kernelCallCount }

  func run(_ item: Int, _ memory: Memory) { batch.run(item, memory) }
  func counters(of item: Int) -> ExecutionCounters { batch.counters(of: item) }
}
