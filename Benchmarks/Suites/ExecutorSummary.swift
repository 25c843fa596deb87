import Costate

/// What the results of the executor suite say of its goals, and how quiet the process is.
enum ExecutorSummary {
  /// The least gain of two threads on arithmetic of at least a millisecond.
  private static let arithmeticGain = 1.9
  /// The most of a core that an idle process takes.
  private static let idleShare = 0.001
  /// The least part of its fair share that the throughput keeps under a competing load.
  private static let loadedShare = 0.85

  static func findings(_ results: [BenchmarkResult]) -> [Finding] {
    let ofThreads = results.compactMap { result -> Finding? in
      guard let kind = ExecutorKind(rawValue: result.group), let serial = result.figures.first,
        let shared = result.figures.first(where: { $0.role == .ours && $0.threads > 1 }),
        let speedUp = shared.speedUp
      else { return nil }
      let threads = Double(shared.threads)
      switch kind {
      case .adversarial:
        return Finding(harmOfThreads: result)
      case .arithmetic:
        return Finding(
          "\(result.name): gain of \(shared.threads) threads", speedUp,
          atLeast: arithmeticGain * threads / 2)
      case .memory:
        return Finding(memoryGain: result.name, serial: serial, shared: shared)
      }
    }
    guard !ofThreads.isEmpty, let quiet = try? Quietness() else { return ofThreads }
    return ofThreads + [
      Finding("idle after runs: share of a core", quiet.idleShare, atMost: idleShare),
      Finding(
        "4 competing threads a core: throughput over its fair share", quiet.loadedShare,
        atLeast: loadedShare),
    ]
  }
}
