/// A stage whose items workers share: who takes which item, as the executor does it.
struct SharedStage {
  private let load: StageLoad
  private let workerCount: Int
  private let order: [Plan.Stage.Item]

  init(_ load: StageLoad, workerCount: Int) {
    self.load = load
    self.workerCount = workerCount
    order = Plan.Stage.order(
      load.batches.map(\.itemCount),
      load.batches.map(\.nanoseconds))
  }

  /// When the last item is finished.
  ///
  /// - Parameters:
  ///   - begin: when the stage opens, and worker 0 begins.
  ///   - arrival: when the other workers are there at the earliest.
  func end(from begin: Double, othersFrom arrival: Double) -> Double {
    var queue = WorkerQueue(workerCount: workerCount, from: begin, othersFrom: max(begin, arrival))
    var shares = (0..<workerCount).map { share($0) }
    // How many shares after its own a worker has found empty.
    var emptyCount = [Int](repeating: 0, count: workerCount)
    var end = begin
    for _ in order.indices {
      let worker = queue.first.worker
      while shares[(worker + emptyCount[worker]) % workerCount].isEmpty { emptyCount[worker] += 1 }
      let position = shares[(worker + emptyCount[worker]) % workerCount].removeFirst()
      let batch = load.batches[Int(order[position].kernel)]
      let finished = queue.first.time + batch.itemNanoseconds
      queue.delayFirst(to: finished)
      end = max(end, finished)
    }
    return end
  }

  private func share(_ worker: Int) -> Range<Int> {
    order.count * worker / workerCount..<order.count * (worker + 1) / workerCount
  }
}
