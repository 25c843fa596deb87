extension Plan {
  /// What the stages ask of a number of workers.
  ///
  /// For the plan's own width these are its work items; for another the batches are cut, and stages
  /// shared, as the cost model would have it then.
  func loads(workerCount: Int, _ model: CostModel) -> [StageLoad] {
    let priced = stages.map { stage in
      PricedStage(
        kernels: stage.kernels.map { ($0, itemCount(of: $0, workerCount: workerCount, model)) },
        footprint: arenaByteCount, workerCount: workerCount, model: model)
    }
    let isShared =
      workerCount == options.width
      ? stages.map(\.isParallel)
      : model.shares(priced.map { $0.gain(over: $0.batches()) }, width: workerCount)
    // Where workers share a stage, they share the bandwidth of the memory too; who runs the next one
    // alone gets what they have written.
    var writerCount = 1
    return stages.indices.map { index in
      let busyCount = isShared[index] ? min(workerCount, priced[index].itemCount) : 1
      defer { writerCount = busyCount }
      return StageLoad(
        level: stages[index].segment, isShared: isShared[index],
        batches: priced[index].batches(
          busyCount: busyCount, writerCount: max(busyCount, writerCount)))
    }
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
