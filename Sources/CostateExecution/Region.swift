import CPlatform
import Synchronization

/// One parallel region per run: the caller and up to `width − 1` workers go through the stages
/// together.
///
/// Progress never depends on how many workers arrive: items are taken one by one, a worker's own
/// share first and then what others have left, and whoever finishes the last item of a stage opens
/// the next. The caller alone can finish the run.
///
/// Nothing that workers share has its references counted on the way: two processors that count the
/// same object take some hundred nanoseconds each time.
///
/// Unchecked because the run is set before workers enter and cleared when all have left.
final class Region: @unchecked Sendable {
  /// The open stage; the number of stages when the run is over. What a stage wrote happens before
  /// the next one opens: stores release, loads acquire.
  private let openStage = Atomic<Int>(0)
  /// Finished items of the open stage.
  private let finishedItems = Atomic<Int>(0)
  /// The most workers of a run.
  private let width: Int
  /// One for each of them.
  private let cursors: UnsafeMutablePointer<ShareCursor>
  private let waiters = WaitingRoom()
  /// What the workers do at the moment.
  private var current: RegionRun?
  /// What they enter with, made once so that runs allocate nothing.
  private lazy var entrance = {
    let region = Unmanaged.passUnretained(self)
    return WorkerBody { worker in
      region._withUnsafeGuaranteedRef { if let run = $0.current { $0.work(worker, run) } }
    }
  }()

  /// The next item of a worker's share, with the stage in the upper half so that a late worker
  /// cannot take an item of another stage. Padded, so that two cursors never share a line pair.
  private struct ShareCursor: ~Copyable {
    let next = Atomic<UInt64>(0)
    private let padding: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
      0, 0, 0, 0, 0, 0, 0, 0
    )
    private let morePadding: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
      0, 0, 0, 0, 0, 0, 0, 0
    )
  }

  /// - Parameter width: the most workers of a run.
  init(width: Int) {
    self.width = width
    cursors = .allocate(capacity: width)
    for worker in 0..<width { (cursors + worker).initialize(to: ShareCursor()) }
  }

  deinit {
    cursors.deinitialize(count: width)
    cursors.deallocate()
  }

  /// Runs every stage, or those before the run is told to stop.
  func run(_ run: RegionRun, spawner: some RegionSpawner) {
    finishedItems.store(0, ordering: .relaxed)
    open(after: -1, worker: 0, run)
    guard openStage.load(ordering: .relaxed) < run.stages.count else { return }
    current = run
    spawner.enter(width: run.width, entrance)
    current = nil
  }

  /// A worker's way through the stages, from whichever is open when it arrives.
  private func work(_ worker: Int, _ run: RegionRun) {
    let mode = costate_default_floating_point()
    defer { costate_restore_floating_point(mode) }
    let count = run.stages.count
    var stage = openStage.load(ordering: .acquiring)
    while stage < count {
      let finished = runItems(of: stage, worker, run)
      if finished > 0,
        finishedItems.wrappingAdd(finished, ordering: .acquiringAndReleasing).newValue
          == run.itemCount(of: stage)
      {
        open(after: stage, worker: worker, run)
      }
      stage = waiters.wait(until: openStage, reaches: stage + 1)
    }
  }

  /// Takes items until none is left and returns how many it ran.
  private func runItems(of stage: Int, _ worker: Int, _ run: RegionRun) -> Int {
    let memory = run.memory.of(worker: worker)
    var count = 0
    for offset in 0..<run.width {
      let share = (worker + offset) % run.width
      while let item = take(stage, share, run) {
        run.stages[stage]._withUnsafeGuaranteedRef { $0.run(item, memory) }
        count += 1
      }
    }
    return count
  }

  private func take(_ stage: Int, _ share: Int, _ run: RegionRun) -> Int? {
    let end = run.itemCount(of: stage) * (share + 1) / run.width
    var next = cursors[share].next.load(ordering: .relaxed)
    while Int(next >> 32) == stage, Int(next & 0xFFFF_FFFF) < end {
      let result = cursors[share].next.compareExchange(
        expected: next, desired: next + 1, ordering: .relaxed)
      if result.exchanged { return Int(next & 0xFFFF_FFFF) }
      next = result.original
    }
    return nil
  }

  /// Runs the serial stages that follow and opens the next parallel one. Called by one worker.
  private func open(after stage: Int, worker: Int, _ run: RegionRun) {
    var next = run.stage(after: stage)
    while next < run.stages.count, !run.stages[next]._withUnsafeGuaranteedRef({ $0.isParallel }) {
      run.stages[next]._withUnsafeGuaranteedRef { $0.runAll(run.memory.of(worker: worker)) }
      next = run.stage(after: next)
    }
    if next < run.stages.count {
      finishedItems.store(0, ordering: .relaxed)
      for share in 0..<run.width {
        let first = run.itemCount(of: next) * share / run.width
        // Relaxed: a worker asks for items of a stage only once it has seen the stage open.
        cursors[share].next.store(UInt64(next) << 32 | UInt64(first), ordering: .relaxed)
      }
    }
    // Sequentially consistent: either a waiter sees the stage, or we see the waiter.
    openStage.store(next, ordering: .sequentiallyConsistent)
    waiters.wakeAll()
  }
}

/// A run's data, shared by its workers.
///
/// Unchecked because the workspace's memory belongs to this run until every worker has left;
/// workers with different numbers get different scratch.
struct RegionRun: @unchecked Sendable {
  /// The stages, which whoever runs them keeps alive.
  let stages: UnsafeBufferPointer<Unmanaged<Plan.Stage>>
  let memory: WorkspaceMemory
  /// The most workers, at most the region's.
  let width: Int
  /// What may stop the run before its next stage.
  let stop: Unmanaged<StopSignal>?

  fileprivate func itemCount(of stage: Int) -> Int {
    stages[stage]._withUnsafeGuaranteedRef { $0.itemCount }
  }

  /// The stage to open after one is finished; the number of stages where the run ends.
  fileprivate func stage(after stage: Int) -> Int {
    let next = stage + 1
    if next < stages.count, let stop, stop._withUnsafeGuaranteedRef({ $0.stopsRun() }) {
      return stages.count
    }
    return next
  }
}

/// A workspace's arena, and scratch memory for each worker.
struct WorkspaceMemory {
  let arena: UnsafeMutableRawPointer
  let scratch: UnsafeMutableRawPointer
  /// Bytes between the scratch memory of two workers.
  let stride: Int

  func of(worker: Int) -> Memory {
    Memory(arena: arena, scratch: scratch + worker * stride, worker: worker)
  }
}

/// How workers come into a region.
package protocol RegionSpawner: Sendable {
  /// Runs `body` with each number below `width`, on as many threads as it likes, and returns when
  /// all calls have.
  func enter(width: Int, _ body: WorkerBody)
}

extension RegionSpawner {
  /// The same with a function.
  package func enter(width: Int, _ run: @escaping @Sendable (Int) -> Void) {
    enter(width: width, WorkerBody(run))
  }
}
