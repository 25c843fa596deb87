import CostateGraph

/// When each node is computed: levels of independent batches.
///
/// Invariant: a batch reads only values of lower levels, and a fused batch its own.
struct Schedule: Sendable {
  /// Nodes other than scalars that run as one batch.
  enum Batch: Sendable {
    /// Elementwise tensor nodes of one shape and type, in topological order, run tile by tile.
    case fused([UInt32])
    /// A matrix product, or a sum that ends with one, and the elementwise nodes of its shape that are
    /// computed from its rows while a cache holds them, in topological order.
    case product(UInt32, epilogue: [UInt32])
    /// Any other node.
    case single(UInt32)
  }

  /// The number of levels.
  private(set) var depth = 0
  /// The batches of levels that have any, by level from 1; sources and aliases need none.
  private(set) var batches: [Int: [Batch]] = [:]
  /// The scalar nodes in the order they run: strand by strand, then by level, by kind and by number, so
  /// that the nodes of one level and kind stand side by side.
  private(set) var scalars: [UInt32] = []
  /// The scalars of groups that read nothing of each other but of the first, which run before all
  /// others: for each group its levels, ranges of `scalars`.
  private(set) var strands: [[Range<Int>]] = []
  /// Of the others, `scalars` holds those of level `l` before position `scalarEnds[l]`.
  private(set) var scalarEnds: [UInt32] = [0]
  /// The nodes that are no scalar operations, ascending.
  private(set) var others: [UInt32] = []
  /// For an alias, the node whose bytes it shares; else the node itself. Empty without aliases.
  private var roots: [UInt32] = []
  /// How many nodes and operands were walked over to find their levels.
  private(set) var stepCount = 0
  /// For each node that holds bytes of its own, the level that writes it; 0 for sources.
  private(set) var levelOf: [UInt32]

  /// The scalars of a level that belong to no strand, as a range of `scalars`.
  func scalars(of level: Int) -> Range<Int> {
    Int(scalarEnds[level - 1])..<Int(scalarEnds[level])
  }

  /// For each level from 1 the nodes that are computed in it.
  var levelWidths: [UInt32] {
    var widths = stride(from: 1, through: depth, by: 1).map { level in
      UInt32((batches[level] ?? []).reduce(scalars(of: level).count) { $0 + $1.nodeCount })
    }
    for level in strands.joined() {
      widths[Int(levelOf[Int(scalars[level.lowerBound])]) - 1] += UInt32(level.count)
    }
    return widths
  }

  /// The node whose bytes a node's value is.
  func root(_ node: UInt32) -> UInt32 { roots.isEmpty ? node : roots[Int(node)] }
}

extension Schedule {
  /// A fused batch holds at most this many primitives and values read from outside: its tiles then
  /// fit the first-level cache, and its slots 16-bit numbers.
  static let fusionLimit = 64

  /// A sum of more terms runs in stages: a term takes up to two values from outside.
  static let longestFusedAccumulation = fusionLimit / 2

  /// Schedules every node at the earliest level its operands allow, long sums at the latest.
  ///
  /// Elementwise tensor nodes join the batch of an operand when everything else they read lies
  /// below its level.
  ///
  /// - Parameters:
  ///   - viewsInPlace: views that share their operand's bytes.
  ///   - strandLength: about how many nodes a strand has at most.
  ///   - width: the most workers.
  /// - Complexity: O(|V| + |E|).
  init(_ graph: GraphStorage, viewsInPlace: Set<UInt32> = [], strandLength: Int, width: Int) {
    var roles = RoleTable(graph, viewsInPlace: viewsInPlace)
    var fusion = FusionGroups(graph)
    levelOf = []
    if !viewsInPlace.isEmpty || graph.flags({ $0 is any AliasOperation }).contains(true) {
      roots = Array(0..<UInt32(graph.nodeCount))
    }
    levelOf = [UInt32](unsafeUninitializedCapacity: graph.nodeCount) { levels, count in
      count = graph.nodeCount
      if let levels = levels.baseAddress { setLevels(levels, graph, &roles, &fusion) }
    }
    listOthers(&roles, &fusion)
    sortScalars(graph, strandLength: strandLength, width: width)
  }

  private mutating func setLevels(
    _ levels: UnsafeMutablePointer<UInt32>, _ graph: GraphStorage, _ roles: inout RoleTable,
    _ fusion: inout FusionGroups
  ) {
    let (offsets, operands) = (graph.columns.offsets, graph.columns.operands)
    var highest: UInt32 = 0
    var stepCount = 0
    var mostOperands: UInt32 = 0
    var end = 0
    for node in 0..<graph.nodeCount {
      let start = end
      end = Int(offsets[node + 1])
      stepCount += 1 + end - start
      var level: UInt32 = 0
      if start < end {
        // Most nodes have one or two operands, in no order: both are read without asking which.
        level = max(
          levels[Int(operands[start])], levels[Int(operands[min(start + 1, end - 1)])])
        var position = start + 2
        while position < end {
          level = max(level, levels[Int(operands[position])])
          position += 1
        }
        mostOperands = max(mostOperands, UInt32(end - start))
      }
      let role = roles[node]
      level =
        role == .scalar ? level + 1 : levelOfOther(node, role, level, levels, graph, &fusion)
      levels[node] = level
      highest = max(highest, level)
    }
    depth = Int(highest)
    self.stepCount += stepCount
    if mostOperands >= LongSums.leastOperandCount {
      LongSums(graph).putOff(levels) { roles[$0] == .scalar }
      self.stepCount += stepCount
    }
  }

  /// The level of a node that is no scalar operation, which is listed, by the highest of its operands.
  @inline(never)
  private mutating func levelOfOther(
    _ node: Int, _ role: NodeRole, _ level: UInt32, _ levels: UnsafePointer<UInt32>,
    _ graph: GraphStorage, _ fusion: inout FusionGroups
  ) -> UInt32 {
    others.append(UInt32(node))
    switch role {
    case .source: return level
    case .alias:
      roots[node] = roots[Int(graph.operand(node, 0))]
      return level
    case .scalar, .single:
      if graph.takesEpilogue(node) { fusion.start(node) }
      return level + 1
    case .elementwise: return fusion.join(node, level: level, levels) ? level : level + 1
    }
  }

  /// Lists the batches of each level, members in topological order.
  private mutating func listOthers(_ roles: inout RoleTable, _ fusion: inout FusionGroups) {
    var fused: [UInt32: [UInt32]] = [:]
    for node in others {
      switch roles[Int(node)] {
      case .source, .alias, .scalar: continue
      case .elementwise: fused[fusion.root(node), default: []].append(node)
      case .single:
        if fusion.contains(node) {
          fused[fusion.root(node), default: []].append(node)
        } else {
          batches[Int(levelOf[Int(node)]), default: []].append(.single(node))
        }
      }
    }
    for root in fused.keys.sorted() {
      guard let members = fused[root] else { continue }
      let product = members.first { roles[Int($0)] == .single }
      let elementwise = members.filter { $0 != product }
      let batch: Batch =
        if let product {
          elementwise.isEmpty ? .single(product) : .product(product, epilogue: elementwise)
        } else {
          .fused(elementwise)
        }
      batches[Int(levelOf[Int(members[0])]), default: []].append(batch)
    }
  }

  /// Counting sorts: by level and kind, and where there are strands by strand.
  private mutating func sortScalars(_ graph: GraphStorage, strandLength: Int, width: Int) {
    let memory = PassMemory()
    let nodes = ScalarNodes(nodeCount: graph.nodeCount, others: others)
    let count = nodes.count
    let byKind = memory.column(of: UInt32.self, count: count)
    let kinds = graph.columns.kinds
    let kindPlaces = Places(count: graph.kinds.count, in: memory)
    let places = Places(count: depth + 1, in: memory)
    for node in nodes {
      kindPlaces.count(kinds[Int(node)])
      places.count(levelOf[Int(node)])
    }
    kindPlaces.sum()
    places.sum()
    for node in nodes { byKind[kindPlaces.take(kinds[Int(node)])] = node }
    let strands = Strands(
      graph, length: strandLength, width: width, levels: levelOf, scalars: nodes, root: root)
    stepCount += strands.stepCount
    let byLevel = strands.isEmpty ? nil : memory.column(of: UInt32.self, count: count)
    // Without scalars the initialiser would write the count of the array that all empty ones share,
    // which is a data race, if one of 0 with 0.
    if count > 0 {
      scalars = [UInt32](unsafeUninitializedCapacity: count) { sorted, initializedCount in
        let byLevel = byLevel ?? sorted.baseAddress ?? byKind
        for i in 0..<count { byLevel[places.take(levelOf[Int(byKind[i])])] = byKind[i] }
        if !strands.isEmpty { Self.sort(byLevel, into: sorted, strands, memory) }
        initializedCount = count
      }
    }
    scalarEnds = Array(places.ends)
    if !strands.isEmpty { separate(strands) }
  }

  /// Scalars that are sorted by level, by strand.
  private static func sort(
    _ byLevel: UnsafePointer<UInt32>, into sorted: UnsafeMutableBufferPointer<UInt32>,
    _ strands: Strands, _ memory: PassMemory
  ) {
    let places = Places(count: strands.count + 1, in: memory)
    for i in sorted.indices { places.count(strands.number(byLevel[i])) }
    places.sum()
    for i in sorted.indices { sorted[places.take(strands.number(byLevel[i]))] = byLevel[i] }
  }

  /// Lists the levels of each strand, and where those of the other scalars end.
  private mutating func separate(_ all: Strands) {
    strands = Array(repeating: [], count: all.count)
    var start = 0
    while start < all.scalarCount {
      let strand = all.number(scalars[start])
      let level = levelOf[Int(scalars[start])]
      var end = start + 1
      while end < all.scalarCount, all.number(scalars[end]) == strand,
        levelOf[Int(scalars[end])] == level
      { end += 1 }
      strands[Int(strand)].append(start..<end)
      start = end
    }
    scalarEnds = Array(repeating: 0, count: depth + 1)
    for scalar in scalars[all.scalarCount...] { scalarEnds[Int(levelOf[Int(scalar)])] += 1 }
    var sum = UInt32(all.scalarCount)
    for level in scalarEnds.indices {
      sum += scalarEnds[level]
      scalarEnds[level] = sum
    }
  }
}

/// Where elements go in a counting sort, by key.
///
/// Invariant: the memory it is made in outlives it.
private struct Places {
  /// The next place of each key; after the sort, where each key's elements end.
  let ends: UnsafeMutableBufferPointer<UInt32>

  init(count: Int, in memory: PassMemory) {
    ends = UnsafeMutableBufferPointer(
      start: memory.column(count: count, repeating: 0), count: count)
  }

  func count(_ key: UInt32) { ends[Int(key)] += 1 }

  /// Turns counts into first places.
  func sum() {
    var sum: UInt32 = 0
    for key in ends.indices {
      let count = ends[key]
      ends[key] = sum
      sum += count
    }
  }

  func take(_ key: UInt32) -> Int {
    defer { ends[Int(key)] += 1 }
    return Int(ends[Int(key)])
  }
}
