import CostateTopology
import Synchronization

/// The threads of this process that help with runs.
///
/// A run invites threads that are idle and waits for none to come: an invitation that nobody has
/// answered when the run is over is withdrawn. So there are never more threads at work than callers
/// and processors, and a busy pool costs a run nothing but the help. A thread that has just helped
/// spins for the next run a little, then sleeps: runs one after the other find it awake, and an idle
/// process takes no time.
package final class WorkerPool: Sendable {
  /// The pool of the process: a thread for each processor but the caller's.
  package static let shared = WorkerPool(threadCount: Topology.current.processorCount - 1)

  private let helpers: [Helper]

  /// A pool of its own, whose threads live as long as the process.
  package init(threadCount: Int) {
    helpers = (0..<max(0, threadCount)).map { _ in Helper() }
  }

  /// Calls `body` with 0 on this thread and with the numbers below `width` on those that come.
  ///
  /// The same thread tends to get the same number, and to find its part of the data in its caches.
  ///
  /// - Parameter wakesSleepers: whether threads are invited that sleep: waking one takes the caller
  ///   microseconds, and it comes after tens of them.
  package func enter(
    width: Int, wakesSleepers: Bool, _ body: @escaping @Sendable (Int) -> Void
  ) {
    withUnsafePointer(to: WorkerBody(run: body)) { body in
      var number = 1
      for helper in helpers {
        if number == width { break }
        if helper.invite(to: body, number, wakes: wakesSleepers) { number += 1 }
      }
      body.pointee.run(0)
      for helper in helpers {
        if number == 1 { break }
        if helper.bringHome(from: body) { number -= 1 }
      }
    }
  }
}

/// What workers run. A function behind a pointer or in an optional would be wrapped on the heap each
/// time it is taken from there.
struct WorkerBody: Sendable {
  /// Takes the worker's number.
  let run: @Sendable (Int) -> Void
}

/// The process's pool as workers of a region.
package struct PoolSpawner: RegionSpawner {
  private let wakesSleepers: Bool

  /// - Parameter wakesSleepers: whether threads are invited that sleep.
  package init(wakesSleepers: Bool = true) { self.wakesSleepers = wakesSleepers }

  package func enter(width: Int, _ body: @escaping @Sendable (Int) -> Void) {
    WorkerPool.shared.enter(width: width, wakesSleepers: wakesSleepers, body)
  }
}
