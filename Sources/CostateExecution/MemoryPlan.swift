import CostateGraph

/// Where every value lives: byte offsets into one 64-byte aligned arena.
///
/// Scalars of one type lie side by side in a region of their own, so that batches address them by
/// 32-bit indices. Tensors take buffers that are used again when their last reader's level is over.
struct MemoryPlan: Sendable {
  /// For a scalar its index in its region; for a tensor its index in `buffers`. By root.
  var places: [UInt32]
  /// The first byte of each element type's scalars.
  var regions: [ElementType: Int] = [:]
  /// The number of scalars of each type.
  var scalarCounts: [ElementType: Int] = [:]
  /// For each type the index after its last scalar, temporaries and literals of tapes included.
  var scalarEnds: [ElementType: Int] = [:]
  /// The byte offset of each tensor's buffer.
  var buffers: [Int] = []
  /// The byte offset of the temporary buffer of a node that needs one.
  var temporaries: [UInt32: Int] = [:]
  /// The arena's size in bytes.
  var byteCount = 0
  /// The sum of all buffers, had none been used twice.
  var unsharedByteCount = 0

  /// The byte offset of a node's value.
  func offset(_ root: UInt32, _ type: TensorType) -> Int {
    if type.shape == .scalar {
      return (regions[type.elementType] ?? 0)
        + Int(places[Int(root)]) * type.elementType.byteCount
    }
    return buffers[Int(places[Int(root)])]
  }
}

/// What the plan must know of a level's batches.
struct LevelDemand {
  /// Scalar batches and tapes in the order of their slots, each of one element type; a wide batch
  /// starts at whole lines.
  var scalars: [(nodes: [UInt32], isWide: Bool)] = []
  /// Other nodes that the level computes, and temporaries they need.
  var nodes: [UInt32] = []
  var temporaries: [(node: UInt32, byteCount: Int)] = []
}

extension MemoryPlan {
  /// Scalars per line, for both floating-point types: what wide batches are aligned and padded to.
  static let slotGrain = 16

  init() { places = [] }

  /// Plans the arena.
  ///
  /// - Parameters:
  ///   - retained: roots whose bytes must stay after the run; sources always do.
  ///   - tapeScalars: for each element type, the scalars tapes need besides their nodes.
  /// - Complexity: O(|V| + |E|).
  init(
    _ graph: GraphStorage, _ schedule: Schedule, levels: [LevelDemand], retained: [Bool],
    tapeScalars: [ElementType: Int]
  ) {
    places = Array(repeating: 0, count: graph.nodeCount)
    placeScalars(graph, schedule, levels, tapeScalars)
    placeTensors(graph, schedule, levels, retained)
  }

  private mutating func placeScalars(
    _ graph: GraphStorage, _ schedule: Schedule, _ levels: [LevelDemand],
    _ tapeScalars: [ElementType: Int]
  ) {
    func place(_ nodes: some Sequence<UInt32>, _ type: ElementType) {
      var next = scalarCounts[type, default: 0]
      for node in nodes {
        places[Int(node)] = UInt32(next)
        next += 1
      }
      scalarCounts[type] = next
    }
    func align(_ type: ElementType) {
      let count = scalarCounts[type, default: 0]
      scalarCounts[type] = (count + Self.slotGrain - 1) / Self.slotGrain * Self.slotGrain
    }
    let isScalar = graph.types.map { $0.shape == .scalar }
    for node in 0..<graph.nodeCount
    where schedule.levelOf[node] == 0 && schedule.roots[node] == node
      && isScalar[Int(graph.typeIndices[node])]
    {
      place(CollectionOfOne(UInt32(node)), graph.type(node).elementType)
    }
    for level in levels {
      for node in level.nodes where graph.type(Int(node)).shape == .scalar {
        place(CollectionOfOne(node), graph.type(Int(node)).elementType)
      }
      for (nodes, isWide) in level.scalars {
        let type = graph.type(Int(nodes[0])).elementType
        if isWide { align(type) }
        place(nodes, type)
        if isWide { align(type) }
      }
    }
    for type in ElementType.allCases {
      scalarCounts[type, default: 0] += tapeScalars[type] ?? 0
      scalarEnds[type] = scalarCounts[type]
      // A line of slack: gathers and tiles touch whole vectors.
      align(type)
      regions[type] = byteCount
      byteCount += padded(scalarCounts[type, default: 0] * type.byteCount) + 64
    }
    unsharedByteCount = byteCount
  }

  private mutating func placeTensors(
    _ graph: GraphStorage, _ schedule: Schedule, _ levels: [LevelDemand], _ retained: [Bool]
  ) {
    let isScalar = graph.types.map { $0.shape == .scalar }
    // The last level that reads each root; forever for what stays.
    var lastUse = schedule.levelOf.map { Int($0) }
    for node in 0..<graph.nodeCount where schedule.roots[node] == node {
      for position in graph.operandRange(node) {
        let root = Int(schedule.roots[Int(graph.operandIDs[position])])
        lastUse[root] = max(lastUse[root], Int(schedule.levelOf[node]))
      }
    }
    for node in 0..<graph.nodeCount where retained[node] {
      lastUse[Int(schedule.roots[node])] = .max
    }
    var pool = BufferPool(start: byteCount)
    for node in 0..<graph.nodeCount
    where schedule.levelOf[node] == 0 && schedule.roots[node] == node
      && !isScalar[Int(graph.typeIndices[node])]
    {
      places[node] = UInt32(buffers.count)
      buffers.append(pool.allocate(graph.type(node).byteCount))
    }
    var releases: [Int: [(offset: Int, byteCount: Int)]] = [:]
    for (index, level) in levels.enumerated() {
      let number = index + 1
      for node in level.nodes where graph.type(Int(node)).shape != .scalar {
        let byteCount = graph.type(Int(node)).byteCount
        places[Int(node)] = UInt32(buffers.count)
        buffers.append(pool.allocate(byteCount))
        if lastUse[Int(node)] != .max {
          releases[lastUse[Int(node)], default: []].append((buffers[buffers.count - 1], byteCount))
        }
      }
      for (node, byteCount) in level.temporaries {
        let offset = pool.allocate(byteCount)
        temporaries[node] = offset
        releases[number, default: []].append((offset, byteCount))
      }
      for (offset, byteCount) in releases.removeValue(forKey: number) ?? [] {
        pool.release(offset, byteCount)
      }
    }
    byteCount = pool.end
    unsharedByteCount += pool.allocatedByteCount
  }
}

/// Buffers in size classes an eighth of a power of two apart; a released buffer serves the next
/// demand of its class.
private struct BufferPool {
  private(set) var end: Int
  private(set) var allocatedByteCount = 0
  private var free: [Int: [Int]] = [:]

  init(start: Int) { end = start }

  /// Whole lines, and for larger buffers a multiple of an eighth of the power of two below.
  private func classSize(_ byteCount: Int) -> Int {
    let size = max(padded(byteCount), 64)
    let grain = max(64, (1 << (Int.bitWidth - 1 - size.leadingZeroBitCount)) / 8)
    return (size + grain - 1) / grain * grain
  }

  mutating func allocate(_ byteCount: Int) -> Int {
    let size = classSize(byteCount)
    allocatedByteCount += size
    if let offset = free[size]?.popLast() { return offset }
    // A line of slack after each buffer: kernels may read a vector past the end.
    defer { end += size + 64 }
    return end
  }

  mutating func release(_ offset: Int, _ byteCount: Int) {
    free[classSize(byteCount), default: []].append(offset)
  }
}
