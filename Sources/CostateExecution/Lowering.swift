import CostateGraph
import CostateKernels
import CostateSIMD

/// Turns the segments of a schedule into kernels with addresses and work items.
///
/// One file for the walk over segments; what a form needs stands in `Lowering+….swift`.
struct Lowering {
  let graph: GraphStorage
  let schedule: Schedule
  let segments: [Segment]
  let options: ResolvedOptions
  /// Whether a fused value must be stored, by node; empty when nothing is fused.
  let escapes: [Bool]
  /// For products whose values nobody else reads, the node of the epilogue that takes their place.
  private(set) var successorsInPlace: [UInt32: UInt32] = [:]
  let scalars: ScalarLayout
  let scalarPrograms: ScalarPrograms
  let packedConstants = PackedConstants()
  private(set) var memory: MemoryPlan

  init(
    _ graph: GraphStorage, _ schedule: Schedule, retained: [Bool], _ options: ResolvedOptions
  ) {
    let (segments, segmentOf) = schedule.segments(
      widestSerialLevel: options.costModel.widestSerialLevel(
        scalarCount: schedule.scalars.count, width: options.width))
    self.graph = graph
    self.schedule = schedule
    self.segments = segments
    self.options = options
    escapes = Self.escapes(graph, schedule, retained)
    scalars = ScalarLayout(graph, schedule, segments)
    memory = MemoryPlan(placeCounts: scalars.codes.map(\.placeCount))
    scalarPrograms = ScalarPrograms(scalars, memory, options.instructionSet)
    successorsInPlace = epiloguesInPlace()
    memory.placeTensors(
      graph, schedule, segments.map { demand($0) }, segmentOf: segmentOf, retained: retained)
  }

  /// For each batch of a segment, its kernels stage by stage.
  func chains(_ segment: Int) -> [[[LoweredBatch]]] {
    var chains = scalarKernels(segment).map { [[$0]] }
    switch segments[segment] {
    case .serial: return [chains.flatMap { $0 }]
    case .strands: break
    case .level(let batches, _):
      let scatterCount = batches.count { isScatter($0) }
      for batch in batches {
        switch batch {
        case .fused(let nodes): chains.append([[fusedBatch(nodes)]])
        case .product(let node, let epilogue):
          chains.append(product(Int(node), epilogue: epilogue))
        case .single(let node):
          chains.append(single(Int(node), scatterCount: scatterCount))
        }
      }
    }
    return chains
  }

  private func isScatter(_ batch: Schedule.Batch) -> Bool {
    guard case .single(let node) = batch, case .scatterAddRows = graph.kernel(Int(node)) else {
      return false
    }
    return true
  }

  // MARK: What the memory plan must know

  private static func escapes(
    _ graph: GraphStorage, _ schedule: Schedule, _ retained: [Bool]
  ) -> [Bool] {
    var batchOf: [UInt32: Int] = [:]
    for batch in schedule.batches.values.joined() {
      switch batch {
      case .fused(let nodes), .product(_, epilogue: let nodes):
        for node in nodes { batchOf[node] = Int(nodes[0]) + 1 }
        if case .product(let node, let epilogue) = batch { batchOf[node] = Int(epilogue[0]) + 1 }
      case .single: continue
      }
    }
    if batchOf.isEmpty { return [] }
    var escapes = [Bool](repeating: false, count: graph.nodeCount)
    for node in schedule.others {
      if retained[Int(node)] { escapes[Int(schedule.root(node))] = true }
      if schedule.root(node) != node { continue }
      for operand in graph.operands(Int(node)) {
        let root = schedule.root(operand)
        if root != operand || batchOf[root] == nil || batchOf[root] != batchOf[node] {
          escapes[Int(root)] = true
        }
      }
    }
    return escapes
  }

  private func demand(_ segment: Segment) -> SegmentDemand {
    var demand = SegmentDemand()
    guard case .level(let batches, _) = segment else { return demand }
    for batch in batches {
      switch batch {
      case .fused(let nodes): demand.nodes += nodes.filter { escapes[Int($0)] }
      case .product(let node, let epilogue):
        if successorsInPlace[node] == nil { demand.nodes.append(node) }
        demand.addTemporary(
          of: node, byteCount: temporaryByteCount(Int(node), epilogue: epilogue))
        demand.nodes += epilogue.filter { escapes[Int($0)] }
      case .single(let node):
        demand.nodes.append(node)
        demand.addTemporary(of: node, byteCount: temporaryByteCount(Int(node)))
      }
    }
    return demand
  }
}

extension Lowering {
  /// The node whose bytes an operand's value is.
  func root(_ operand: UInt32) -> UInt32 { schedule.root(operand) }

  /// The byte offset of a node's value.
  func offset(_ node: UInt32) -> Int {
    let root = root(node)
    let type = graph.type(Int(root))
    if type.shape == .scalar {
      return memory.regions[type.elementType.index]
        + Int(scalars.places[Int(root)]) * type.elementType.byteCount
    }
    guard let buffer = memory.buffers[successorsInPlace[root] ?? root] else {
      preconditionFailure("no buffer for \(graph.label(Int(root)))")
    }
    return buffer
  }

  /// How a node's elements lie from its offset on.
  func view(_ node: UInt32) -> View {
    if root(node) != node, let view = graph.strideView(Int(node)) { return view }
    return View(offset: 0, strides: graph.type(Int(node)).shape.strides)
  }

  /// How many items to cut a batch into, at most.
  func itemCount(_ work: Work) -> Int {
    options.costModel.itemCount(work, width: options.width)
  }

  func cost(_ node: Int) -> Cost {
    graph.operation(node).cost(operands: graph.operandTypes(node), result: graph.type(node))
  }

  /// Calls `body` with the element type's kernels.
  func withKernels(
    _ type: ElementType, _ body: some KernelUser
  ) -> [[LoweredBatch]] {
    type == .double
      ? body.use(options.instructionSet.double) : body.use(options.instructionSet.float)
  }
}

/// A lowering step written once for `Float` and `Double`.
protocol KernelUser {
  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[LoweredBatch]]
}
