import CostateGraph
import CostateTransforms

/// Stages of work items over an arena, and where the readable nodes are in it.
///
/// Nothing of the graphs stays but what names and finds those nodes.
package final class Plan: Sendable {
  /// The graph's number.
  let identity: UInt64
  let options: ResolvedOptions
  let size: GraphSize
  /// The names of the given graph.
  let names: [UInt32: String]
  let readable: ReadableNodes
  let segments: [SegmentSummary]
  /// For each level the nodes computed in it.
  let levelWidths: [UInt32]
  let stages: [Stage]
  /// Whether workers share a stage.
  let isShared: Bool
  /// The stages, and their kernels in order, as runs use them: without counting references.
  let stageReferences: [Unmanaged<Stage>]
  private let sequence: [Unmanaged<LoweredBatch>]
  /// What a run of one worker takes, as predicted.
  let nanoseconds: Double
  /// The stage that writes the updates, the last; the number of stages when there are none.
  let updateStage: Int
  /// What a replay is compiled from, where runs are checked.
  let replay: (source: ProgramSource, options: Options)?
  /// Constants and the numbers that tapes read.
  let initialData: [(offset: Int, tensor: Tensor)]
  /// The inputs the outputs depend on.
  let requiredInputs: [NodeID]
  /// For inputs of indices, how many rows they select from.
  let indexBounds: [NodeID: Int]
  /// The arena in bytes.
  let arenaByteCount: Int
  /// What the arena would be had no buffer been used twice.
  let unsharedByteCount: Int
  let scratchByteCount: Int

  /// What reports say of the graphs.
  struct GraphSize: Sendable {
    /// |V| of the graph as given.
    let sourceNodeCount: Int
    /// |V| and |E| of the graph that is computed.
    let nodeCount: Int
    let edgeCount: Int
    /// How many nodes and operands compiling walked over, nodes it compared and kernels it made.
    let compileStepCount: Int
  }

  /// What reports say of a segment.
  struct SegmentSummary: Sendable {
    let nodeCount: Int
    let levelCount: Int
  }

  init(_ source: ProgramSource, _ options: Options) throws(ProgramError) {
    replay = options.checking == .nonFinite ? (source.replay, options) : nil
    let simplification = options.simplification
    let options = try ResolvedOptions(options)
    let storage = source.storage
    let inputs = storage.inputs
    let kept = source.kept
    var simplified =
      simplification == .full
      ? storage.simplified(roots: kept, sources: inputs)
      : storage.pruned(roots: kept, sources: inputs)
    let updates = simplified.copyOverwrittenInputs(storage, kept: kept, updates: source.updates)
    let graph = simplified.storage
    try ValueSizes.check(graph)
    var retained = [Bool](repeating: false, count: graph.nodeCount)
    for node in kept + inputs {
      if let new = simplified.nodes[node.int] { retained[new.int] = true }
    }
    for update in updates { retained[Int(update.value)] = true }
    let schedule = Schedule(
      graph, viewsInPlace: graph.viewsInPlace(retained: retained),
      strandLength: options.costModel.strandLength, width: options.width)
    let lowering = Lowering(graph, schedule, retained: retained, options)
    guard lowering.memory.byteCount < ArenaMemory.limit else {
      throw .outOfMemory(byteCount: lowering.memory.byteCount)
    }
    stages = Stage.plan(
      lowering.stages(updates: updates), footprint: lowering.memory.byteCount, options)
    isShared = stages.contains(where: \.isParallel)
    stageReferences = stages.map(Unmanaged.passUnretained)
    sequence = stages.flatMap(\.kernels).map(Unmanaged.passUnretained)
    nanoseconds = stages.reduce(0) { $0 + $1.nanoseconds }
    updateStage = updates.isEmpty ? stages.count : stages.count - 1
    levelWidths = schedule.levelWidths
    let bounds = try graph.indexBounds(updates: updates)
    self.options = options
    identity = source.identity
    size = GraphSize(
      sourceNodeCount: storage.nodeCount, nodeCount: graph.nodeCount, edgeCount: graph.edgeCount,
      compileStepCount: simplified.stepCount + schedule.stepCount + lowering.scalars.stepCount
        + stages.reduce(0) { $0 + $1.kernels.count })
    names = storage.names
    readable = ReadableNodes(inputs: inputs, simplified.nodes, retained: retained, lowering)
    segments = lowering.segments.map {
      SegmentSummary(nodeCount: $0.nodeCount, levelCount: $0.levelCount)
    }
    initialData = lowering.initialData
    requiredInputs = simplified.neededSources
    indexBounds = Dictionary(
      uniqueKeysWithValues: inputs.compactMap { input in
        simplified.nodes[input.int].flatMap { bounds[$0] }.map { (input, $0) }
      })
    arenaByteCount = lowering.memory.byteCount
    unsharedByteCount = lowering.memory.unsharedByteCount
    scratchByteCount = padded(stages.flatMap(\.kernels).map(\.scratchByteCount).max() ?? 0)
  }

  /// Runs every stage.
  func runAll(_ memory: Memory) {
    for kernel in sequence { kernel._withUnsafeGuaranteedRef { $0.runAll(memory) } }
  }

  /// How errors call a node: its name, or its number.
  func label(_ node: NodeID) -> String { names[node.index] ?? "node #\(node.int)" }
}
