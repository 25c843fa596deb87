extension Plan {
  /// What the stages ask of a number of workers.
  ///
  /// For the plan's own width these are its work items; for another the batches are cut, and stages
  /// shared, as the cost model would have it then.
  func loads(workerCount: Int, _ model: CostModel) -> [StageLoad] {
    var loads = stages.map { stage in
      let batches = stage.kernels.map { batch(of: $0, workerCount: workerCount, model) }
      return StageLoad(level: stage.segment, isShared: stage.isParallel, batches: batches)
    }
    if workerCount != options.width {
      loads = loads.map {
        $0.shared(
          model.isParallel(
            nanoseconds: $0.nanoseconds, itemCount: $0.itemCount, width: workerCount))
      }
      let shared = loads.filter(\.isShared).map(\.nanoseconds)
      if !model.isWorthRegion(shared, width: workerCount) {
        loads = loads.map { $0.shared(false) }
      }
    }
    // Where workers share a stage, they share the bandwidth of the memory too; who runs the next one
    // alone gets what they have written.
    var writerCount = 1
    return zip(stages, loads).map { stage, load in
      guard load.isShared || writerCount > 1 else { return load }
      let busyCount = load.isShared ? min(workerCount, load.itemCount) : 1
      let batches = stage.kernels.map {
        batch(
          of: $0, workerCount: workerCount, busyCount: busyCount,
          writerCount: max(busyCount, writerCount), model)
      }
      writerCount = busyCount
      return StageLoad(level: load.level, isShared: load.isShared, batches: batches)
    }
  }

  /// The items of a kernel.
  ///
  /// - Parameters:
  ///   - busyCount: how many workers are at such work at once.
  ///   - writerCount: how many have written what it reads.
  private func batch(
    of kernel: LoweredBatch, workerCount: Int, busyCount: Int = 1, writerCount: Int = 1,
    _ model: CostModel
  ) -> StageLoad.Batch {
    let itemCount = itemCount(of: kernel, workerCount: workerCount, model)
    let nanoseconds = model.nanoseconds(
      kernel.work, footprint: Double(arenaByteCount), workers: busyCount, writers: writerCount)
    return StageLoad.Batch(
      itemCount: itemCount,
      itemNanoseconds: nanoseconds / Double(max(itemCount, 1)) + model.itemNanoseconds)
  }

  private func itemCount(
    of kernel: LoweredBatch, workerCount: Int, _ model: CostModel
  ) -> Int {
    if workerCount == options.width || !kernel.isDivisible { return kernel.itemCount }
    return kernel.work.kind == .product
      ? model.productItemCount(kernel.work, width: workerCount)
      : model.itemCount(kernel.work, width: workerCount)
  }
}

extension StageLoad {
  /// The same items, shared or not.
  fileprivate func shared(_ isShared: Bool) -> StageLoad {
    StageLoad(level: level, isShared: isShared, batches: batches)
  }
}
