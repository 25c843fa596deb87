/// A batch that records when its items run: how a run is traced without the executor knowing.
///
/// Unchecked because no two workers run the same item, and each writes the place of its item only.
///
/// Invariant: `places` has a place for each item.
struct TracedBatch: BatchKernel, @unchecked Sendable {
  let batch: LoweredBatch
  let places: UnsafeMutableBufferPointer<TraceRecorder.Place>

  var name: String { batch.name }
  var itemCount: Int { batch.itemCount }
  var work: Work { batch.work }
  var scratchByteCount: Int { batch.scratchByteCount }

  func run(_ item: Int, _ memory: Memory) {
    let begin = monotonicNanoseconds()
    batch.run(item, memory)
    places[item] = TraceRecorder.Place(
      begin: begin, end: monotonicNanoseconds(), worker: memory.worker)
  }

  func counters(of item: Int) -> ExecutionCounters { batch.counters(of: item) }
}
