/// The kernels of a stage with their items for a number of workers: what the plan decides by, and what
/// predictions are made of.
struct PricedStage {
  let kernels: [(kernel: LoweredBatch, itemCount: Int)]
  /// The bytes of the arena, which pass between two runs.
  let footprint: Int
  let workerCount: Int
  let model: CostModel

  /// The number of items.
  var itemCount: Int { kernels.reduce(0) { $0 + $1.itemCount } }

  /// The items as a core takes them.
  ///
  /// - Parameters:
  ///   - busyCount: how many workers are at such work at once.
  ///   - writerCount: how many have written what it reads.
  func batches(busyCount: Int = 1, writerCount: Int = 1) -> [StageLoad.Batch] {
    kernels.map { kernel, itemCount in
      let nanoseconds = model.nanoseconds(
        kernel.work, footprint: Double(footprint), workers: busyCount, writers: writerCount)
      return StageLoad.Batch(
        itemCount: itemCount,
        itemNanoseconds: nanoseconds / Double(max(itemCount, 1)) + model.itemNanoseconds)
    }
  }

  /// What sharing it saves, but for what it costs to open: as long as items of unequal length let workers
  /// wait, or as workers wait for what others wrote, that is little.
  ///
  /// - Parameter serial: its items as one worker takes them.
  func gain(over serial: [StageLoad.Batch]) -> Double {
    let alone = serial.reduce(0) { $0 + $1.nanoseconds }
    // Going through the items takes time too.
    guard itemCount > 1, model.isWorthOpening(gain: model.largestGain(alone, workerCount)) else {
      return 0
    }
    let busyCount = min(workerCount, itemCount)
    let load = StageLoad(
      level: 0, isShared: true, batches: batches(busyCount: busyCount, writerCount: busyCount))
    return alone - SharedStage(load, workerCount: workerCount).end(from: 0, othersFrom: 0)
  }
}
