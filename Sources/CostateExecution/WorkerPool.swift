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
  /// - Parameters:
  ///   - wakesSleepers: whether threads are invited that sleep: waking one takes the caller
  ///     microseconds, and it comes after tens of them.
  ///   - body: entered by one caller at a time.
  package func enter(width: Int, wakesSleepers: Bool, _ body: WorkerBody) {
    withExtendedLifetime(body) {
      let reference = Unmanaged.passUnretained(body)
      var number = 1
      for helper in helpers {
        if number == width { break }
        if helper.invite(to: reference, number, wakes: wakesSleepers) { number += 1 }
      }
      body.run(0)
      for helper in helpers {
        if number == 1 { break }
        if helper.bringHome(from: reference) { number -= 1 }
      }
    }
  }

  /// The same with a function.
  package func enter(
    width: Int, wakesSleepers: Bool, _ run: @escaping @Sendable (Int) -> Void
  ) {
    enter(width: width, wakesSleepers: wakesSleepers, WorkerBody(run))
  }
}

/// What workers run.
///
/// A class, so that workers call it without counting references: two processors that count the same
/// object take some hundred nanoseconds each time.
package final class WorkerBody: Sendable {
  /// Takes the worker's number.
  package let run: @Sendable (Int) -> Void

  /// A body of this function.
  package init(_ run: @escaping @Sendable (Int) -> Void) { self.run = run }
}

/// The process's pool as workers of a region.
package struct PoolSpawner: RegionSpawner {
  private let wakesSleepers: Bool

  /// - Parameter wakesSleepers: whether threads are invited that sleep.
  package init(wakesSleepers: Bool = true) { self.wakesSleepers = wakesSleepers }

  package func enter(width: Int, _ body: WorkerBody) {
    WorkerPool.shared.enter(width: width, wakesSleepers: wakesSleepers, body)
  }
}
