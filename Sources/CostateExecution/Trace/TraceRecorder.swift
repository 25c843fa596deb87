/// Where a traced run writes when each item began and ended, and who ran it.
///
/// An item runs once, so that it has a place of its own and nobody needs a lock; all memory is taken
/// before the run.
final class TraceRecorder {
  /// When an item ran, and where.
  struct Place {
    var begin: UInt64 = 0
    var end: UInt64 = 0
    var worker = 0
  }

  /// The stages with kernels that write here; they must not run when the recorder is gone.
  let stages: [Plan.Stage]
  private let batches: [Trace.Batch]
  /// For each batch the places of its items.
  private let places: [UnsafeMutableBufferPointer<Place>]

  /// - Parameter stages: those of a plan.
  init(_ stages: [Plan.Stage]) {
    var batches: [Trace.Batch] = []
    var places: [UnsafeMutableBufferPointer<Place>] = []
    self.stages = stages.enumerated().map { number, stage in
      stage.map { kernel in
        let own = UnsafeMutableBufferPointer<Place>.allocate(capacity: kernel.itemCount)
        own.initialize(repeating: Place())
        batches.append(Trace.Batch(name: kernel.name, stage: number, level: stage.segment))
        places.append(own)
        return LoweredBatch(TracedBatch(batch: kernel, places: own))
      }
    }
    self.batches = batches
    self.places = places
  }

  deinit {
    for own in places { own.deallocate() }
  }

  /// What was recorded of a run between two times.
  func trace(from begin: UInt64, to end: UInt64, width: Int) -> Trace {
    let items = places.enumerated().flatMap { batch, places in
      places.enumerated().map { number, place in
        Trace.Item(
          batch: batch, number: number, worker: place.worker,
          begin: Double(place.begin - begin), end: Double(place.end - begin))
      }
    }
    return Trace(batches: batches, items: items, width: width, nanoseconds: Double(end - begin))
  }
}
