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
  /// The batch each node runs in: what decides whether a fused value must be stored.
  private(set) var escapes: [Bool]
  private(set) var memory: MemoryPlan
  /// The programs of scalar operations, by operation.
  private(set) var scalarPrograms: [UInt32: FusedProgram] = [:]
  /// What tapes need besides their nodes.
  private(set) var tapeScalars = TapeScalars()
  private var tapeOperations: [ElementType: Set<UInt32>] = [:]
  /// The steps of the operations on tapes, by type and operation.
  private(set) var tapeTemplates: [ElementType: [TapeTemplate?]] = [:]

  init(
    _ graph: GraphStorage, _ schedule: Schedule, _ segments: [Segment], retained: [Bool],
    _ options: ResolvedOptions
  ) {
    self.graph = graph
    self.schedule = schedule
    self.segments = segments
    self.options = options
    escapes = Self.escapes(graph, schedule, segments, retained)
    memory = MemoryPlan()
    let demands = segments.map { demand($0) }
    memory = MemoryPlan(
      graph, schedule, levels: demands, retained: retained, tapeScalars: tapeScalars.counts)
    for type in tapeOperations.keys { tapeTemplates[type] = templates(type) }
  }

  private func templates(_ type: ElementType) -> [TapeTemplate?] {
    let end = memory.scalarEnds[type] ?? 0
    let firstTemporary = tapeScalars.firstTemporary(type, end: end)
    var templates = [TapeTemplate?](repeating: nil, count: graph.operations.count)
    for operation in tapeOperations[type] ?? [] {
      templates[Int(operation)] = scalarPrograms[operation].map { program in
        TapeTemplate(program, firstTemporary: firstTemporary) {
          tapeScalars.index($0, type, end: end)
        }
      }
    }
    return templates
  }

  /// For each batch of a segment, its kernels stage by stage.
  func chains(_ segment: Segment) -> [[[any BatchKernel]]] {
    switch segment {
    case .tape(let nodes, _): return [[tapes(nodes)]]
    case .level(let batches):
      var tapeNodes: [UInt32] = []
      var chains: [[[any BatchKernel]]] = []
      for batch in batches {
        switch batch {
        case .scalars(let nodes):
          if nodes.count < Schedule.widestTapeBucket {
            tapeNodes += nodes
          } else {
            chains.append([[scalarBatch(nodes)]])
          }
        case .fused(let nodes): chains.append([[fusedBatch(nodes)]])
        case .single(let node): chains.append(single(Int(node)))
        }
      }
      if !tapeNodes.isEmpty { chains.append([tapes(tapeNodes)]) }
      return chains
    }
  }

  // MARK: What the memory plan must know

  private static func escapes(
    _ graph: GraphStorage, _ schedule: Schedule, _ segments: [Segment], _ retained: [Bool]
  ) -> [Bool] {
    var batchOf = [UInt32](repeating: 0, count: graph.nodeCount)
    var batchCount: UInt32 = 0
    for case .level(let batches) in segments {
      for case .fused(let nodes) in batches {
        batchCount += 1
        for node in nodes { batchOf[Int(node)] = batchCount }
      }
    }
    var escapes = [Bool](repeating: false, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      if retained[node] { escapes[Int(schedule.roots[node])] = true }
      if schedule.roots[node] != node { continue }
      for position in graph.operandRange(node) {
        let operand = graph.operandIDs[position]
        let root = Int(schedule.roots[Int(operand)])
        if root != operand || batchOf[root] == 0 || batchOf[root] != batchOf[node] {
          escapes[root] = true
        }
      }
    }
    return escapes
  }

  private mutating func demand(_ segment: Segment) -> LevelDemand {
    var demand = LevelDemand()
    switch segment {
    case .tape(let nodes, _): demandTape(nodes, &demand)
    case .level(let batches):
      for batch in batches {
        switch batch {
        case .scalars(let nodes):
          if nodes.count < Schedule.widestTapeBucket {
            demandTape(nodes, &demand)
          } else {
            _ = scalarProgram(Int(nodes[0]))
            demand.scalars.append((nodes, true))
          }
        case .fused(let nodes): demand.nodes += nodes.filter { escapes[Int($0)] }
        case .single(let node):
          demand.nodes.append(node)
          let byteCount = temporaryByteCount(Int(node))
          if byteCount > 0 { demand.temporaries.append((node, byteCount)) }
        }
      }
    }
    return demand
  }

  private mutating func demandTape(_ nodes: [UInt32], _ demand: inout LevelDemand) {
    for (type, own) in graph.byElementType(nodes) {
      demand.scalars.append((own, false))
      for node in own {
        let operation = graph.operationIndices[Int(node)]
        if tapeOperations[type, default: []].insert(operation).inserted {
          tapeScalars.add(scalarProgram(Int(node)), type)
        }
      }
    }
  }

  private mutating func scalarProgram(_ node: Int) -> FusedProgram {
    let operation = graph.operationIndices[node]
    if let known = scalarPrograms[operation] { return known }
    let program = FusedProgram(
      scalar: graph.kernel(node), operandCount: graph.operandRange(node).count)
    scalarPrograms[operation] = program
    return program
  }
}

extension GraphStorage {
  /// Floating-point nodes by element type, in the given order; types without nodes left out.
  func byElementType(_ nodes: [UInt32]) -> [(type: ElementType, nodes: [UInt32])] {
    [ElementType.float, .double].compactMap { type in
      let own = nodes.filter { types[Int(typeIndices[Int($0)])].elementType == type }
      return own.isEmpty ? nil : (type, own)
    }
  }
}

/// The scalars that tapes need besides their nodes: numbers they read, and temporaries that steps
/// inside a node write. They lie at the end of their type's region, numbers last.
struct TapeScalars: Sendable {
  private(set) var literals: [ElementType: [UInt64: UInt32]] = [:]
  private(set) var temporaryCounts: [ElementType: Int] = [:]

  mutating func add(_ program: FusedProgram, _ type: ElementType) {
    temporaryCounts[type] = max(temporaryCounts[type, default: 0], program.instructionCount)
    for x in program.literals where literals[type]?[x.bitPattern] == nil {
      literals[type, default: [:]][x.bitPattern] = UInt32(literals[type]?.count ?? 0)
    }
  }

  /// For each type, how many there are.
  var counts: [ElementType: Int] {
    temporaryCounts.merging(literals.mapValues(\.count)) { $0 + $1 }
  }

  /// The index of a number in a region that ends at `end`.
  func index(_ x: Double, _ type: ElementType, end: Int) -> UInt32 {
    let numbers = literals[type] ?? [:]
    return UInt32(end - numbers.count) + (numbers[x.bitPattern] ?? 0)
  }

  /// The index of the first temporary in a region that ends at `end`.
  func firstTemporary(_ type: ElementType, end: Int) -> UInt32 {
    UInt32(end - (counts[type] ?? 0))
  }
}

extension Lowering {
  /// The node whose bytes an operand's value is.
  func root(_ operand: UInt32) -> UInt32 { schedule.roots[Int(operand)] }

  /// The byte offset of a node's value.
  func offset(_ node: UInt32) -> Int {
    let root = root(node)
    return memory.offset(root, graph.type(Int(root)))
  }

  func cost(_ node: Int) -> Cost {
    graph.operation(node).cost(operands: graph.operandTypes(node), result: graph.type(node))
  }

  /// Calls `body` with the element type's kernels.
  func withKernels(
    _ type: ElementType, _ body: some KernelUser
  ) -> [[any BatchKernel]] {
    type == .double
      ? body.use(options.instructionSet.double) : body.use(options.instructionSet.float)
  }
}

/// A lowering step written once for `Float` and `Double`.
protocol KernelUser {
  func use<Scalar: LaneScalar>(_ kernels: KernelTable<Scalar>) -> [[any BatchKernel]]
}
