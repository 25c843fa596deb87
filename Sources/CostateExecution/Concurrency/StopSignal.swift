import Synchronization

/// A request, from any thread, that a run stop before its next stage.
///
/// A stage that has begun is finished: what it writes is whole, and the updates, which are one stage,
/// happen together or not at all.
final class StopSignal: Sendable {
  // Relaxed: the flags carry no data. Who asks whether the run stopped does so after it.
  private let isRequested = Atomic<Bool>(false)
  private let isObeyed = Atomic<Bool>(false)

  /// Asks the run to stop.
  func request() { isRequested.store(true, ordering: .relaxed) }

  /// Whether the run must stop here; asked by the worker that is about to open a stage.
  func stopsRun() -> Bool {
    guard isRequested.load(ordering: .relaxed) else { return false }
    isObeyed.store(true, ordering: .relaxed)
    return true
  }

  /// Whether stages were left out; a request after the last stage had begun changes nothing.
  var hasStoppedRun: Bool { isObeyed.load(ordering: .relaxed) }
}
