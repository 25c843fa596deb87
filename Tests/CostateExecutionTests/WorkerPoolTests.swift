import CostateExecution
import Dispatch
import Foundation
import Synchronization
import Testing

@Suite struct `A pool of workers` {
  /// What workers did, counted.
  private final class Tally: Sendable {
    let calls = Atomic<Int>(0)
    let largest = Atomic<Int>(-1)

    func note(_ worker: Int) {
      calls.add(1, ordering: .relaxed)
      largest.max(worker, ordering: .relaxed)
    }
  }

  @Test func `without threads leaves all to the caller`() {
    let tally = Tally()
    WorkerPool(threadCount: 0).enter(width: 8, wakesSleepers: true) { tally.note($0) }
    #expect(tally.calls.load(ordering: .relaxed) == 1)
    #expect(tally.largest.load(ordering: .relaxed) == 0)
  }

  @Test func `never hands out more numbers than the width`() {
    let pool = WorkerPool(threadCount: 6)
    for width in 1...4 {
      for _ in 0..<50 {
        let tally = Tally()
        pool.enter(width: width, wakesSleepers: true) { worker in
          tally.note(worker)
          usleep(20)
        }
        #expect(tally.largest.load(ordering: .relaxed) < width)
        #expect((1...width).contains(tally.calls.load(ordering: .relaxed)))
      }
    }
  }

  @Test func `gives help to a caller who waits for it`() {
    let pool = WorkerPool(threadCount: 3)
    let arrived = Atomic<Int>(0)
    pool.enter(width: 4, wakesSleepers: true) { _ in
      arrived.add(1, ordering: .relaxed)
      while arrived.load(ordering: .relaxed) < 4 { usleep(10) }
    }
    #expect(arrived.load(ordering: .relaxed) == 4)
  }

  @Test func `leaves sleepers alone when told so`() {
    let pool = WorkerPool(threadCount: 2)
    for _ in 0..<20 {
      let tally = Tally()
      pool.enter(width: 3, wakesSleepers: false) { worker in
        tally.note(worker)
        usleep(100)
      }
      #expect(tally.calls.load(ordering: .relaxed) == 1)
    }
  }

  @Test func `returns only when every worker has left`() {
    let pool = WorkerPool(threadCount: 3)
    for _ in 0..<200 {
      let inside = Atomic<Int>(0)
      pool.enter(width: 4, wakesSleepers: true) { worker in
        inside.add(1, ordering: .relaxed)
        if worker > 0 { usleep(50) }
        inside.subtract(1, ordering: .relaxed)
      }
      #expect(inside.load(ordering: .relaxed) == 0)
    }
  }

  @Test func `serves many callers at once, nested too`() {
    let pool = WorkerPool(threadCount: 2)
    let tally = Tally()
    DispatchQueue.concurrentPerform(iterations: 64) { _ in
      pool.enter(width: 3, wakesSleepers: true) { _ in
        pool.enter(width: 3, wakesSleepers: true) { tally.note($0) }
      }
    }
    #expect(tally.calls.load(ordering: .relaxed) >= 64)
  }
}
