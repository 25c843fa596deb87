extension Plan {
  /// A stage: independent kernels between two barriers.
  struct Stage: Sendable {
    let kernels: [any BatchKernel]
    /// For each kernel the number of its first item.
    let firstItems: [Int]
    let itemCount: Int
    let nanoseconds: Double
    /// Whether workers share it; else whoever finishes the stage before runs it too.
    private(set) var isParallel: Bool
    /// The segment it belongs to.
    let segment: Int
  }
}

extension Plan.Stage {
  /// - Parameter footprint: the bytes of the arena, which pass between two runs.
  init(
    _ kernels: [any BatchKernel], segment: Int, footprint: Int, _ options: ResolvedOptions
  ) {
    self.kernels = kernels
    self.segment = segment
    var firstItems: [Int] = []
    var itemCount = 0
    var cost = 0.0
    for kernel in kernels {
      firstItems.append(itemCount)
      itemCount += kernel.itemCount
      cost +=
        options.costModel.nanoseconds(kernel.work, footprint: Double(footprint))
        + Double(kernel.itemCount) * options.costModel.itemNanoseconds
    }
    self.firstItems = firstItems
    self.itemCount = itemCount
    nanoseconds = cost
    isParallel = options.costModel.isParallel(
      nanoseconds: cost, itemCount: itemCount, width: options.width)
  }

  /// The stages as one worker runs them, unless what is shared is worth a region.
  static func plan(_ stages: [Self], _ options: ResolvedOptions) -> [Self] {
    let shared = stages.reduce(0) { $0 + ($1.isParallel ? $1.nanoseconds : 0) }
    if options.costModel.isWorthRegion(nanoseconds: shared, width: options.width) { return stages }
    return stages.map { stage in
      var stage = stage
      stage.isParallel = false
      return stage
    }
  }

  /// Runs one item, numbered through the kernels.
  func run(_ item: Int, _ memory: Memory) {
    var kernel = 0
    if kernels.count > 1 {
      // The last kernel that starts at or before the item.
      var end = kernels.count
      while end - kernel > 1 {
        let middle = (kernel + end) / 2
        if firstItems[middle] <= item { kernel = middle } else { end = middle }
      }
    }
    kernels[kernel].run(item - firstItems[kernel], memory)
  }

  /// Runs every item in order.
  func runAll(_ memory: Memory) {
    for kernel in kernels {
      for item in 0..<kernel.itemCount { kernel.run(item, memory) }
    }
  }
}
