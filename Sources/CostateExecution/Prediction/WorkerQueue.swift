/// Workers by the time they are free, the earliest first, of equal ones the one with the lowest
/// number: a binary heap.
struct WorkerQueue {
  /// A worker and when it is free.
  struct Entry: Comparable {
    var time: Double
    var worker: Int

    static func < (first: Entry, second: Entry) -> Bool {
      (first.time, first.worker) < (second.time, second.worker)
    }
  }

  private var entries: [Entry]

  /// Worker 0 and those that come later, or at the same time: a heap as it stands.
  init(workerCount: Int, from begin: Double, othersFrom arrival: Double) {
    entries = (0..<workerCount).map { Entry(time: $0 == 0 ? begin : arrival, worker: $0) }
  }

  /// The worker that is free first.
  var first: Entry { entries[0] }

  /// Lets the first worker be free at a later time.
  mutating func delayFirst(to time: Double) {
    entries[0].time = time
    var parent = 0
    while true {
      var least = parent
      for child in 2 * parent + 1...2 * parent + 2 where child < entries.count {
        if entries[child] < entries[least] { least = child }
      }
      if least == parent { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
