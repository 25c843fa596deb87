import CPlatform
import Synchronization

/// One parallel region per run: the caller and up to `width − 1` workers go through the stages
/// together.
///
/// Progress never depends on how many workers arrive: items are taken one by one, a worker's own
/// share first and then what others have left, and whoever finishes the last item of a stage opens
/// the next. The caller alone can finish the run.
///
/// Unchecked because the run is set before workers enter and cleared when all have left.
final class Region: @unchecked Sendable {
  /// The open stage; the number of stages when the run is over. What a stage wrote happens before
  /// the next one opens: stores release, loads acquire.
  private let openStage = Atomic<Int>(0)
  /// Finished items of the open stage.
  private let finishedItems = Atomic<Int>(0)
  private let cursors: [ShareCursor]
  private let waiters = WaitingRoom()
  /// What the workers do at the moment.
  private var current: RegionRun?
  /// What they enter with, made once so that runs allocate nothing.
  private lazy var entrance = WorkerBody { [unowned self] worker in
    if let current { work(worker, current) }
  }

  /// The next item of a worker's share, with the stage in the upper half so that a late worker
  /// cannot take an item of another stage. Padded, so that two cursors never share a line pair.
  private final class ShareCursor: Sendable {
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
    cursors = (0..<width).map { _ in ShareCursor() }
  }

  /// Runs every stage, or those before the run is told to stop.
  func run(_ run: RegionRun, spawner: some RegionSpawner) {
    finishedItems.store(0, ordering: .relaxed)
    open(after: -1, worker: 0, run)
    guard openStage.load(ordering: .relaxed) < run.stages.count else { return }
    current = run
    spawner.enter(width: run.width, entrance.run)
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
        finishedItems.add(finished, ordering: .acquiringAndReleasing).newValue
          == run.stages[stage].itemCount
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
        run.stages[stage].run(item, memory)
        count += 1
      }
    }
    return count
  }

  private func take(_ stage: Int, _ share: Int, _ run: RegionRun) -> Int? {
    let end = run.stages[stage].itemCount * (share + 1) / run.width
    let cursor = cursors[share]
    var next = cursor.next.load(ordering: .relaxed)
    while Int(next >> 32) == stage, Int(next & 0xFFFF_FFFF) < end {
      let result = cursor.next.compareExchange(
        expected: next, desired: next + 1, ordering: .relaxed)
      if result.exchanged { return Int(next & 0xFFFF_FFFF) }
      next = result.original
    }
    return nil
  }

  /// Runs the serial stages that follow and opens the next parallel one. Called by one worker.
  private func open(after stage: Int, worker: Int, _ run: RegionRun) {
    var next = run.stage(after: stage)
    while next < run.stages.count, !run.stages[next].isParallel {
      run.stages[next].runAll(run.memory.of(worker: worker))
      next = run.stage(after: next)
    }
    if next < run.stages.count {
      finishedItems.store(0, ordering: .relaxed)
      for share in 0..<run.width {
        let first = run.stages[next].itemCount * share / run.width
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
  let stages: [Plan.Stage]
  let memory: WorkspaceMemory
  /// The most workers, at most the region's.
  let width: Int
  /// What may stop the run before its next stage.
  let stop: StopSignal?

  /// The stage to open after one is finished; the number of stages where the run ends.
  fileprivate func stage(after stage: Int) -> Int {
    let next = stage + 1
    if next < stages.count, let stop, stop.stopsRun() { return stages.count }
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
  /// Calls `body` with each number below `width`, on as many threads as it likes, and returns when
  /// all calls have.
  func enter(width: Int, _ body: @escaping @Sendable (Int) -> Void)
}
