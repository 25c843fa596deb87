extension Plan {
  /// A stage: independent kernels between two barriers.
  ///
  /// A class, so that runs refer to it without counting references.
  final class Stage: Sendable {
    let kernels: [LoweredBatch]
    let itemCount: Int
    let nanoseconds: Double
    /// The items in the order in which they are shared; empty where one worker runs them all.
    let order: [Item]
    /// The segment it belongs to.
    let segment: Int
    /// The kernels, which run without having their references counted.
    private let sequence: [Unmanaged<LoweredBatch>]

    private init(
      _ kernels: [LoweredBatch], nanoseconds: Double, order: [Item], segment: Int
    ) {
      self.kernels = kernels
      sequence = kernels.map(Unmanaged.passUnretained)
      itemCount = kernels.reduce(0) { $0 + $1.itemCount }
      self.nanoseconds = nanoseconds
      self.order = order
      self.segment = segment
    }

    /// An item of a kernel.
    struct Item: Sendable, Hashable {
      var kernel: UInt32
      var item: UInt32
    }

    /// Runs one item of a stage that is shared.
    func run(_ position: Int, _ memory: Memory) {
      let item = order[position]
      sequence[Int(item.kernel)]._withUnsafeGuaranteedRef { $0.run(Int(item.item), memory) }
    }

    /// Runs every item, kernel by kernel.
    func runAll(_ memory: Memory) {
      for kernel in sequence { kernel._withUnsafeGuaranteedRef { $0.runAll(memory) } }
    }

    /// Whether workers share it; else whoever finishes the stage before runs it too.
    var isParallel: Bool { !order.isEmpty }
  }
}

extension Plan.Stage {
  /// The items so that each share of them holds the same part of every kernel that is cut: a worker
  /// finds in its caches what it wrote in the stage before. Kernels that are not cut stand between
  /// them by time, so that shares take equally long; one that takes longer than a share begins first.
  ///
  /// - Parameters:
  ///   - itemCounts: by kernel.
  ///   - times: what each kernel takes as a whole.
  static func order(_ itemCounts: [Int], _ times: [Double]) -> [Item] {
    let whole = itemCounts.indices.filter { itemCounts[$0] == 1 }
    let wholeTime = max(whole.reduce(0) { $0 + times[$1] }, .leastNonzeroMagnitude)
    var elapsed = 0.0
    var items: [(position: Double, item: Item)] = []
    for (kernel, time) in zip(itemCounts.indices, times) {
      let count = itemCounts[kernel]
      if count == 1 {
        let isLong = time > wholeTime / 2
        items.append((isLong ? 0 : elapsed / wholeTime, Item(kernel: UInt32(kernel), item: 0)))
        elapsed += time
      } else {
        for item in 0..<count {
          items.append(
            (Double(item) / Double(count), Item(kernel: UInt32(kernel), item: UInt32(item))))
        }
      }
    }
    return items.sorted { $0.position < $1.position }.map(\.item)
  }

  /// The stages with what workers share of them.
  ///
  /// - Parameter footprint: the bytes of the arena.
  static func plan(
    _ stages: [(kernels: [LoweredBatch], segment: Int)], footprint: Int, _ options: ResolvedOptions
  ) -> [Plan.Stage] {
    let priced = stages.map { stage in
      PricedStage(
        kernels: stage.kernels.map { ($0, $0.itemCount) }, footprint: footprint,
        workerCount: options.width, model: options.costModel)
    }
    let serial = priced.map { $0.batches() }
    let isShared = options.costModel.shares(
      zip(priced, serial).map { $0.gain(over: $1) }, width: options.width)
    return stages.indices.map { index in
      let times = serial[index].map(\.nanoseconds)
      return Plan.Stage(
        stages[index].kernels, nanoseconds: times.reduce(0, +),
        order: isShared[index] ? order(stages[index].kernels.map(\.itemCount), times) : [],
        segment: stages[index].segment)
    }
  }

  /// The stage with other kernels of as many items in the place of its own.
  func map(_ transform: (LoweredBatch) -> LoweredBatch) -> Plan.Stage {
    Plan.Stage(
      kernels.map(transform), nanoseconds: nanoseconds, order: order, segment: segment)
  }
}
