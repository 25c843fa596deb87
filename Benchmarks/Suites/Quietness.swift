import Costate
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a process with our threads costs others, and what others cost it.
struct Quietness {
  /// The part of a core that the process takes in the second after parallel runs.
  let idleShare: Double
  /// The throughput under a competing load of four threads for each core, relative to the fair share
  /// of the throughput without; a median.
  let loadedShare: Double

  init() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [200_000])
    let program = try Program(outputs: [Self.stages(x)])
    let workspace = try program.makeWorkspace()
    try workspace.set(x, to: Tensor(repeating: 0.5, x.type))
    _ = try Self.runsPerSecond(workspace, seconds: 0.3)
    usleep(100_000)
    let timekeeper = SystemTimekeeper()
    let begin = timekeeper.othersProcessorTime()
    sleep(1)
    idleShare = timekeeper.othersProcessorTime() - begin

    let width = program.report.width
    let fairPart = 1.0 / Double(1 + Self.competingThreadsPerCore)
    // In turn, since the machine drifts.
    loadedShare = Summary.median(
      try (0..<5).map { _ in
        let alone = try Self.runsPerSecond(workspace, seconds: 0.3)
        let load = CompetingLoad(threadCount: Self.competingThreadsPerCore * width)
        defer { load.stop() }
        return try Self.runsPerSecond(workspace, seconds: 1) / (alone * fairPart)
      })
  }

  /// The competing threads.
  private static let competingThreadsPerCore = 4

  /// A few stages of a tenth of a millisecond each.
  private static func stages(_ x: Node) throws -> Node {
    try (0..<3).reduce(x) { y, _ in try tanh(y) * y.sum() }.sum()
  }

  private static func runsPerSecond(_ workspace: Workspace, seconds: Double) throws -> Double {
    let clock = ContinuousClock()
    let begin = clock.now
    var count = 0.0
    while clock.now - begin < .seconds(seconds) {
      try workspace.run()
      count += 1
    }
    return count / ((clock.now - begin) / .seconds(1))
  }
}

/// Threads that do nothing but take time.
final class CompetingLoad: Sendable {
  private let isStopped = Atomic<Bool>(false)

  init(threadCount: Int) {
    for _ in 0..<threadCount {
      _ = DetachedThread.start { while !self.isStopped.load(ordering: .relaxed) {} }
    }
  }

  func stop() { isStopped.store(true, ordering: .relaxed) }
}
