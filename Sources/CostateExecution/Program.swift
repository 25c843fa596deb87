public import CostateGraph
import CostateKernels
import CostateSIMD
import CostateTransforms

/// A compiled graph: immutable, and safe to run from many threads at once, each with a
/// ``Workspace`` of its own.
///
/// Every value it computes equals the reference of the operations bit for bit, at any width,
/// instruction-set level and blocking.
public struct Program: Sendable {
  package let plan: Plan

  /// What stays readable besides the outputs.
  public enum Retention: Sendable {
    /// Nothing.
    case outputs
    /// Every node of the graph.
    case all
  }

  /// Compiles a snapshot of the outputs' graph.
  ///
  /// The graph's updates are part of the program: each run ends by writing them.
  ///
  /// - Throws: ``ProgramError``.
  /// - Complexity: O(|V| + |E|).
  public init(
    outputs: [Node], retaining retention: Retention = .outputs, options: Options = Options()
  ) throws(ProgramError) {
    guard let first = outputs.first else { throw .noOutputs }
    for node in outputs where node.graph !== first.graph {
      throw .unknownNode(name: node.graph.storage.label(node.id.int))
    }
    plan = try Plan(first.graph, outputs: outputs.map(\.id), retention, options)
  }

  /// Inputs, arena and scratch memory for one run at a time.
  ///
  /// - Throws: ``ProgramError/outOfMemory(byteCount:)``.
  public func makeWorkspace() throws(ProgramError) -> Workspace { try Workspace(self) }

  /// What the program is: sizes, levels, work and span.
  public var report: Report { Report(plan) }
}

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

  /// A stage: independent kernels between two barriers.
  struct Stage: Sendable {
    let kernels: [any BatchKernel]
    /// For each kernel the number of its first item.
    let firstItems: [Int]
    let itemCount: Int
    let nanoseconds: Double
    let isParallel: Bool
    /// The segment it belongs to.
    let segment: Int
  }

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
    let kept = retention == .all ? (0..<storage.nodeCount).map { NodeID($0) } : outputs + updated
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
    stages = staged.map { Stage($0.kernels, segment: $0.segment, resolved) }
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

extension Plan.Stage {
  init(_ kernels: [any BatchKernel], segment: Int, _ options: ResolvedOptions) {
    self.kernels = kernels
    self.segment = segment
    var firstItems: [Int] = []
    var itemCount = 0
    var cost = 0.0
    for kernel in kernels {
      firstItems.append(itemCount)
      itemCount += kernel.itemCount
      cost +=
        options.costModel.nanoseconds(kernel.cost)
        + Double(kernel.itemCount) * options.costModel.itemNanoseconds
    }
    self.firstItems = firstItems
    self.itemCount = itemCount
    nanoseconds = cost
    isParallel = options.costModel.isParallel(
      nanoseconds: cost, itemCount: itemCount, width: options.width)
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
