extension Report {
  /// The predicted run on a number of cores: the schedule gone through with the cost model's times.
  ///
  /// - Parameters:
  ///   - coreCount: at least 1.
  ///   - costModel: what work takes; nil for what the program was planned with.
  /// - Complexity: O(s P + n log n) for s shared stages of n items together.
  public func prediction(coreCount: Int, costModel: CostModel? = nil) -> Prediction {
    precondition(coreCount >= 1, "expected at least one core, got \(coreCount)")
    let model = costModel ?? plan.options.costModel
    return Prediction(
      plan.loads(workerCount: coreCount, model), levelCount: levels.count, coreCount: coreCount,
      Prediction.Overheads(arrival: model.regionNanoseconds, boundary: model.levelNanoseconds))
  }

  /// The roof over the work of one core: the peak of matrix products, and the rate of the memory that
  /// holds the arena.
  public var roofline: Roofline {
    let model = plan.options.costModel
    return Roofline(
      flopsPerNanosecond: model.productFlopsPerNanosecond,
      bytesPerNanosecond: model.bytesPerNanosecond(
        footprint: Double(arenaByteCount), workers: 1))
  }
}
