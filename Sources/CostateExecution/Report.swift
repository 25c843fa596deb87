public import CostateGraph
public import CostateKernels

/// What a program is: sizes, levels, work and span.
public struct Report: Sendable {
  /// |V| of the graph as given, and of the graph that is computed.
  public let sourceNodeCount: Int
  /// |V| of the graph that is computed.
  public let nodeCount: Int
  /// |E| of the graph that is computed.
  public let edgeCount: Int
  /// The number of topological levels: the length of the longest path.
  public let depth: Int
  /// For each topological level the nodes computed in it.
  public let levelWidths: [Int]
  /// The stretches between barriers, in order: levels, or several narrow ones merged.
  public let levels: [Level]
  /// T₁: the work of one worker.
  public let work: Cost
  /// T₁ as predicted, in nanoseconds.
  public let workNanoseconds: Double
  /// T∞: the longest work item of each stage, added up, in nanoseconds.
  public let spanNanoseconds: Double
  /// The steps of compiling: nodes and operands walked over, nodes compared, kernels made.
  package let compileStepCount: Int
  /// How many kernels a run calls.
  package let kernelCallCount: Int
  /// The most workers a run uses.
  public let width: Int
  /// The instruction-set level.
  public let instructionSet: InstructionSet
  /// The arena in bytes.
  public let arenaByteCount: Int
  /// What the arena would be had no buffer been used twice, in bytes.
  public let unsharedByteCount: Int
  /// Scratch memory for all workers, in bytes.
  public let scratchByteCount: Int
  /// The memory of constant operands of matrix products, packed when the program was compiled and
  /// shared by its workspaces, in bytes.
  public let packedByteCount: Int
  let plan: Plan

  /// A stretch of the program between two barriers.
  public struct Level: Sendable {
    /// The nodes computed in it.
    public let nodeCount: Int
    /// The topological levels merged in it.
    public let mergedLevelCount: Int
    /// The batches and the number of work items of each.
    public let batches: [(name: String, itemCount: Int)]
    /// Its work.
    public let work: Cost
    /// Its work as predicted, in nanoseconds.
    public let nanoseconds: Double
    /// Whether several workers share it.
    public let isParallel: Bool
  }

  init(_ plan: Plan) {
    self.plan = plan
    sourceNodeCount = plan.size.sourceNodeCount
    nodeCount = plan.size.nodeCount
    edgeCount = plan.size.edgeCount
    compileStepCount = plan.size.compileStepCount
    width = plan.options.width
    instructionSet = plan.options.instructionSet
    arenaByteCount = plan.arenaByteCount
    unsharedByteCount = plan.unsharedByteCount
    scratchByteCount = plan.options.width * plan.scratchByteCount
    packedByteCount = plan.stages.flatMap(\.kernels).reduce(0) { $0 + $1.packedByteCount }
    let stagesOf = Dictionary(grouping: plan.stages, by: \.segment)
    depth = plan.levelWidths.count
    levelWidths = plan.levelWidths.map { Int($0) }
    levels = plan.segments.enumerated().map { index, segment in
      let stages = stagesOf[index] ?? []
      return Level(
        nodeCount: segment.nodeCount, mergedLevelCount: segment.levelCount,
        batches: stages.flatMap(\.kernels).map { ($0.name, $0.itemCount) },
        work: stages.flatMap(\.kernels).reduce(Cost(flops: 0, bytes: 0)) { $0 + $1.cost },
        nanoseconds: stages.reduce(0) { $0 + $1.nanoseconds },
        isParallel: stages.contains(where: \.isParallel))
    }
    kernelCallCount = plan.stages.flatMap(\.kernels).reduce(0) { $0 + $1.kernelCallCount }
    work = levels.reduce(Cost(flops: 0, bytes: 0)) { $0 + $1.work }
    workNanoseconds = levels.reduce(0) { $0 + $1.nanoseconds }
    let model = plan.options.costModel
    spanNanoseconds = plan.stages.reduce(0) { sum, stage in
      sum
        + (stage.kernels.map { kernel in
          let time = model.nanoseconds(kernel.work)
          return kernel.isDivisible ? min(time, model.grainNanoseconds) : time
        }.max() ?? 0)
    }
  }

  /// T₁ / T∞: the most workers that could help.
  public var parallelism: Double {
    spanNanoseconds > 0 ? workNanoseconds / spanNanoseconds : 1
  }

  /// Brent's bound, T_P ≤ T₁/P + T∞, in nanoseconds.
  public func brentBound(workers: Int) -> Double {
    workNanoseconds / Double(max(workers, 1)) + spanNanoseconds
  }
}
