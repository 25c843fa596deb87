import CostateGraph

/// Where every value lives: byte offsets into one 64-byte aligned arena.
///
/// Scalars of one type lie side by side in a region of their own, so that steps address them by
/// 32-bit indices. Tensors take buffers that are used again when their last reader's segment is
/// over.
struct MemoryPlan: Sendable {
  /// The first byte of each element type's scalars.
  private(set) var regions: [Int] = []
  /// The byte offset of a tensor's buffer, by node.
  private(set) var buffers: [UInt32: Int] = [:]
  /// The byte offset of the temporary buffer of a node that needs one.
  private(set) var temporaries: [UInt32: Int] = [:]
  /// The arena's size in bytes.
  private(set) var byteCount = 0
  /// The sum of all buffers, had none been used twice.
  private(set) var unsharedByteCount = 0
}

/// What the plan must know of a segment's batches.
struct SegmentDemand {
  /// Nodes other than scalar operations that it computes.
  var nodes: [UInt32] = []
  /// Temporary buffers that nodes need while it runs.
  var temporaries: [(node: UInt32, byteCount: Int)] = []

  /// Adds a node's temporary bytes, if it needs any.
  mutating func addTemporary(of node: UInt32, byteCount: Int) {
    if byteCount > 0 { temporaries.append((node, byteCount)) }
  }
}

extension MemoryPlan {
  /// Plans the scalars.
  ///
  /// - Parameter placeCounts: the scalars of each element type.
  init(placeCounts: [Int]) {
    for type in ElementType.allCases {
      regions.append(byteCount)
      // Lines of slack: gathers and tiles touch whole vectors.
      byteCount += padded(placeCounts[type.index] * type.byteCount) + 128
    }
    unsharedByteCount = byteCount
  }

  /// Plans the tensors, after the scalars.
  ///
  /// - Parameters:
  ///   - demands: by segment.
  ///   - segmentOf: for each level its segment, from 1.
  ///   - retained: roots whose bytes must stay after the run; sources always do.
  /// - Complexity: O(|V| + |E|) of the nodes that are no scalar operations.
  mutating func placeTensors(
    _ graph: GraphStorage, _ schedule: Schedule, _ demands: [SegmentDemand], segmentOf: [Int],
    retained: [Bool]
  ) {
    var pool = BufferPool(start: byteCount)
    let lastUse = Self.lastUse(graph, schedule, segmentOf, retained)
    func isTensor(_ node: UInt32) -> Bool { graph.type(Int(node)).shape != .scalar }
    for node in schedule.others
    where schedule.levelOf[Int(node)] == 0 && schedule.root(node) == node && isTensor(node) {
      buffers[node] = pool.allocate(graph.type(Int(node)).byteCount)
    }
    var releases: [Int: [(offset: Int, byteCount: Int)]] = [:]
    for (index, demand) in demands.enumerated() {
      let number = index + 1
      for node in demand.nodes where isTensor(node) {
        let byteCount = graph.type(Int(node)).byteCount
        let offset = pool.allocate(byteCount)
        buffers[node] = offset
        let last = max(lastUse[node] ?? 0, number)
        if last != .max { releases[last, default: []].append((offset, byteCount)) }
      }
      for (node, byteCount) in demand.temporaries {
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

  /// The last segment that reads each tensor that is read; `Int.max` for what stays.
  private static func lastUse(
    _ graph: GraphStorage, _ schedule: Schedule, _ segmentOf: [Int], _ retained: [Bool]
  ) -> [UInt32: Int] {
    var lastUse: [UInt32: Int] = [:]
    for node in schedule.others {
      if retained[Int(node)] { lastUse[schedule.root(node)] = .max }
      if schedule.root(node) != node { continue }
      let segment = segmentOf[Int(schedule.levelOf[Int(node)])]
      for operand in graph.operands(Int(node)) {
        let root = schedule.root(operand)
        lastUse[root] = max(lastUse[root] ?? 0, segment)
      }
    }
    return lastUse
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
    // Both stay at the limit, which no program reaches that is run.
    allocatedByteCount = min(allocatedByteCount + size, ArenaMemory.limit)
    if let offset = free[size]?.popLast() { return offset }
    // A line of slack after each buffer: kernels may read a vector past the end.
    defer { end = min(end + size + 64, ArenaMemory.limit) }
    return end
  }

  mutating func release(_ offset: Int, _ byteCount: Int) {
    free[classSize(byteCount), default: []].append(offset)
  }
}
