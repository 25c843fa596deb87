package import CostateGraph
import CostateTransforms

/// Stages of work items over an arena, and where the nodes are in it.
package final class Plan: Sendable {
  /// The graph as it was given.
  package let source: GraphStorage
  /// The graph that is computed.
  package let graph: GraphStorage
  /// For each node of the given graph, its node in the computed one.
  package let nodes: [NodeID?]
  /// The graph's number.
  let identity: UInt64
  let options: ResolvedOptions
  let memory: MemoryPlan
  let roots: [UInt32]
  /// Nodes of the computed graph whose values stay.
  let retained: [Bool]
  let segments: [SegmentSummary]
  let stages: [Stage]
  /// Constants and the numbers that tapes read.
  let initialData: [(offset: Int, tensor: Tensor)]
  /// The inputs the outputs depend on, by node of the computed graph.
  let requiredInputs: [NodeID]
  /// For inputs of indices, how many rows they select from.
  let indexBounds: [NodeID: Int]
  let scratchByteCount: Int

  /// What reports say of a segment.
  struct SegmentSummary: Sendable {
    let nodeCount: Int
    let levelCount: Int
  }

  init(
    _ source: Graph, outputs: [NodeID], _ retention: Program.Retention, _ options: Options
  ) throws(ProgramError) {
    identity = source.identity
    self.source = source.storage
    let resolved = try ResolvedOptions(options)
    self.options = resolved
    let storage = source.storage
    let inputs = storage.inputs
    let updated = source.updates.flatMap { [$0.target, $0.value] }
    let kept: [NodeID] =
      switch retention {
      case .outputs: outputs + updated
      case .named: outputs + updated + storage.names.keys.sorted().map { NodeID(index: $0) }
      case .all: (0..<storage.nodeCount).map { NodeID($0) }
      }
    var simplified =
      options.simplification == .full
      ? storage.simplified(roots: kept + inputs) : storage.pruned(roots: kept + inputs)
    let updates = simplified.copyOverwrittenInputs(storage, kept: kept, updates: source.updates)
    let graph = simplified.storage
    self.graph = graph
    nodes = simplified.nodes
    var retained = [Bool](repeating: false, count: graph.nodeCount)
    for node in kept + inputs {
      if let new = simplified.nodes[node.int] { retained[new.int] = true }
    }
    for update in updates { retained[Int(update.value)] = true }
    self.retained = retained

    var schedule = Schedule(graph)
    let segments = schedule.segments()
    roots = schedule.roots
    let lowering = Lowering(graph, schedule, segments, retained: retained, resolved)
    memory = lowering.memory
    let staged = lowering.stages(updates: updates)
    stages = Stage.plan(
      staged.map { Stage($0.kernels, segment: $0.segment, resolved) }, resolved)
    self.segments = segments.map {
      SegmentSummary(nodeCount: $0.nodeCount, levelCount: $0.levelCount)
    }
    scratchByteCount = padded(
      stages.flatMap(\.kernels).map(\.scratchByteCount).max() ?? 0)
    initialData = lowering.initialData
    requiredInputs = Self.requiredInputs(storage, inputs, simplified, kept)
    indexBounds = try graph.indexBounds(updates: updates)
  }

  /// The inputs that outputs and updates depend on.
  private static func requiredInputs(
    _ source: GraphStorage, _ inputs: [NodeID], _ simplified: SimplifiedGraph, _ kept: [NodeID]
  ) -> [NodeID] {
    let isNeeded = source.ancestors(of: kept)
    return inputs.filter { isNeeded[$0.int] }.compactMap { simplified.nodes[$0.int] }
  }
}
