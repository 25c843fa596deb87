extension Plan {
  /// What the stages ask of a number of workers.
  ///
  /// For the plan's own width these are its work items; for another the batches are cut, and stages
  /// shared, as the cost model would have it then.
  func loads(workerCount: Int) -> [StageLoad] {
    let model = options.costModel
    var loads = stages.map { stage in
      let batches = stage.kernels.map { batch(of: $0, workerCount: workerCount) }
      let load = StageLoad(level: stage.segment, isShared: false, batches: batches)
      return load.shared(
        model.isParallel(
          nanoseconds: load.nanoseconds, itemCount: load.itemCount, width: workerCount))
    }
    let shared = loads.filter(\.isShared).map(\.nanoseconds)
    if !model.isWorthRegion(shared, width: workerCount) {
      loads = loads.map { $0.shared(false) }
    }
    // Where workers share a stage, they share the bandwidth of the memory too.
    return zip(stages, loads).map { stage, load in
      guard load.isShared else { return load }
      let busyCount = min(workerCount, load.itemCount)
      let batches = stage.kernels.map {
        batch(of: $0, workerCount: workerCount, busyCount: busyCount)
      }
      return StageLoad(level: load.level, isShared: true, batches: batches)
    }
  }

  /// The items of a kernel.
  ///
  /// - Parameter busyCount: how many workers are at such work at once.
  private func batch(
    of kernel: LoweredBatch, workerCount: Int, busyCount: Int = 1
  ) -> StageLoad.Batch {
    let model = options.costModel
    let itemCount = itemCount(of: kernel, workerCount: workerCount)
    let nanoseconds = model.nanoseconds(
      kernel.work, footprint: Double(arenaByteCount), workers: busyCount)
    return StageLoad.Batch(
      itemCount: itemCount,
      itemNanoseconds: nanoseconds / Double(max(itemCount, 1)) + model.itemNanoseconds)
  }

  private func itemCount(of kernel: LoweredBatch, workerCount: Int) -> Int {
    if workerCount == options.width || !kernel.isDivisible { return kernel.itemCount }
    return kernel.work.kind == .product
      ? options.costModel.productItemCount(kernel.work, width: workerCount)
      : options.costModel.itemCount(kernel.work, width: workerCount)
  }
}

extension StageLoad {
  /// The same items, shared or not.
  fileprivate func shared(_ isShared: Bool) -> StageLoad {
    StageLoad(level: level, isShared: isShared, batches: batches)
  }
}
