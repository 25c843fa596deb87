import CostateGraph

/// When each node is computed: levels of independent batches.
///
/// Invariant: a batch reads only values of lower levels, and a fused batch its own.
struct Schedule: Sendable {
  /// Nodes that run as one batch.
  enum Batch: Sendable {
    /// Scalar nodes of one operation and type.
    case scalars([UInt32])
    /// Elementwise tensor nodes of one shape and type, in topological order, run tile by tile.
    case fused([UInt32])
    /// Any other node.
    case single(UInt32)
  }

  /// The batches of each level; sources and aliases need none.
  var levels: [[Batch]] = []
  /// For an alias, the node whose bytes it shares; else the node itself.
  var roots: [UInt32]
  /// For each node that holds bytes of its own, the first level that may read it.
  var levelOf: [UInt32]
}

/// How a node takes part in the schedule.
enum NodeRole: Sendable {
  case source
  case alias
  case scalar
  case elementwise
  case single
}

extension GraphStorage {
  func kernel(_ node: Int) -> KernelForm {
    operation(node).kernel(operands: operandTypes(node), result: type(node))
  }

  /// How a node takes part in the schedule.
  func role(_ node: Int) -> NodeRole {
    let isScalar = type(node).shape == .scalar
    switch kernel(node) {
    case .source: return .source
    case .alias:
      // Scalars lie in a region of their own: to and from it, an alias is a copy.
      let source = type(Int(operandIDs[operandRange(node).lowerBound]))
      return (source.shape == .scalar) == isScalar ? .alias : .single
    case .elementwise: return isScalar ? .scalar : .elementwise
    case .accumulation(let terms):
      if terms.contains(where: \.isMatrixProduct) { return .single }
      if isScalar { return .scalar }
      return terms.count <= Schedule.longestFusedAccumulation ? .elementwise : .single
    default: return .single
    }
  }
}

extension Accumulate.Term {
  var isMatrixProduct: Bool {
    switch self {
    case .matrixProduct, .negatedMatrixProduct: true
    default: false
    }
  }
}

extension Schedule {
  /// A fused batch holds at most this many primitives and values read from outside: its tiles then
  /// fit the first-level cache, and its slots 16-bit numbers.
  static let fusionLimit = 64

  /// A sum of more terms runs in stages: a term takes up to two values from outside.
  static let longestFusedAccumulation = fusionLimit / 2

  /// Schedules every node at the earliest level its operands allow.
  ///
  /// Elementwise tensor nodes join the batch of an operand when everything else they read lies
  /// below its level.
  ///
  /// - Complexity: O(|V| + |E|).
  init(_ graph: GraphStorage) {
    let count = graph.nodeCount
    roots = Array(0..<UInt32(count))
    levelOf = Array(repeating: 0, count: count)
    var roles = RoleTable(graph)
    var groups = FusionGroups(count: count)
    var isFused = [Bool](repeating: false, count: count)
    for node in 0..<count {
      let role = roles[node]
      if role == .source { continue }
      let operands = graph.operandRange(node)
      if role == .alias {
        roots[node] = roots[Int(graph.operandIDs[operands.lowerBound])]
        continue
      }
      var level: UInt32 = 0
      for position in operands {
        level = max(level, levelOf[Int(roots[Int(graph.operandIDs[position])])])
      }
      if role == .elementwise {
        isFused[node] = true
        var partners: [Int] = []
        var joins = level > 0
        for operand in graph.operandIDs[operands] where levelOf[Int(roots[Int(operand)])] == level {
          let isPartner =
            isFused[Int(operand)]
            && graph.typeIndices[Int(operand)] == graph.typeIndices[node]
          joins = joins && isPartner
          partners.append(Int(operand))
        }
        let size = graph.fusionSize(node)
        if joins, groups.join(node, size: size, with: partners, limit: Self.fusionLimit) {
          levelOf[node] = level
          continue
        }
        groups.start(node, size: size)
      }
      levelOf[node] = level + 1
    }
    collect(graph, &roles, &groups)
  }

  /// Lists the batches of each level, members in topological order.
  private mutating func collect(
    _ graph: GraphStorage, _ roles: inout RoleTable, _ groups: inout FusionGroups
  ) {
    let depth = levelOf.max().map(Int.init) ?? 0
    var scalars: [UInt32] = []
    var fused: [Int: [UInt32]] = [:]
    levels = Array(repeating: [], count: depth)
    for node in 0..<graph.nodeCount {
      switch roles[node] {
      case .source, .alias: continue
      case .scalar: scalars.append(UInt32(node))
      case .elementwise: fused[groups.root(node), default: []].append(UInt32(node))
      case .single: levels[Int(levelOf[node]) - 1].append(.single(UInt32(node)))
      }
    }
    for root in fused.keys.sorted() {
      guard let members = fused[root] else { continue }
      levels[Int(levelOf[Int(members[0])]) - 1].append(.fused(members))
    }
    appendBuckets(of: scalars, graph)
  }

  /// Appends a batch for each level, operation and type of scalars.
  private mutating func appendBuckets(of scalars: [UInt32], _ graph: GraphStorage) {
    let ordered =
      scalars
      .sorted(byKey: graph.typeIndices, below: graph.types.count)
      .sorted(byKey: graph.operationIndices, below: graph.operations.count)
      .sorted(byKey: levelOf, below: levels.count + 1)
    var rest = ordered[...]
    while let first = rest.first.map(Int.init) {
      let bucket = rest.prefix {
        levelOf[Int($0)] == levelOf[first]
          && graph.operationIndices[Int($0)] == graph.operationIndices[first]
          && graph.typeIndices[Int($0)] == graph.typeIndices[first]
      }
      levels[Int(levelOf[first]) - 1].append(.scalars(Array(bucket)))
      rest = rest.dropFirst(bucket.count)
    }
  }
}

extension [UInt32] {
  /// Nodes in ascending order of a key, those of one key in the order they have: a counting sort.
  ///
  /// - Parameters:
  ///   - keys: by node.
  ///   - bound: larger than every key.
  /// - Complexity: O(count + bound).
  fileprivate func sorted(byKey keys: [UInt32], below bound: Int) -> [UInt32] {
    // Also because an empty array would write its count to storage that all threads share.
    if isEmpty { return [] }
    var places = [Int](repeating: 0, count: bound + 1)
    for node in self { places[Int(keys[Int(node)]) + 1] += 1 }
    for key in 0..<bound { places[key + 1] += places[key] }
    return [UInt32](unsafeUninitializedCapacity: count) { sorted, initializedCount in
      for node in self {
        let key = Int(keys[Int(node)])
        sorted.initializeElement(at: places[key], to: node)
        places[key] += 1
      }
      initializedCount = count
    }
  }
}

extension GraphStorage {
  /// The primitives and outside values an elementwise node may add to a fused batch.
  fileprivate func fusionSize(_ node: Int) -> Int {
    let operandCount = operandRange(node).count
    switch kernel(node) {
    case .elementwise(let expression):
      let program = expression.program(operandCount: operandCount)
      return program.instructions.count + program.literals.count + operandCount
    default: return 2 * operandCount
    }
  }
}

/// Roles by operation and type, worked out once each.
private struct RoleTable {
  private let graph: GraphStorage
  /// By operation. Whether an alias is a copy depends on its operand's type too.
  private let isAlias: [Bool]
  private var known: [UInt64: NodeRole] = [:]
  /// For each operation the role it had last and the type it had it with, which is mostly the next
  /// node's too.
  private var last: [(type: UInt32, role: NodeRole)]

  init(_ graph: GraphStorage) {
    self.graph = graph
    isAlias = graph.flags { $0 is any AliasOperation }
    last = Array(repeating: (.max, .source), count: graph.operations.count)
  }

  subscript(node: Int) -> NodeRole {
    mutating get {
      let operation = graph.operationIndices[node]
      let type = graph.typeIndices[node]
      if last[Int(operation)].type == type { return last[Int(operation)].role }
      if isAlias[Int(operation)] { return graph.role(node) }
      let key = UInt64(operation) << 32 | UInt64(type)
      let role = known[key] ?? graph.role(node)
      known[key] = role
      last[Int(operation)] = (type, role)
      return role
    }
  }
}

/// Disjoint sets of elementwise nodes, with what each needs.
private struct FusionGroups {
  private var parents: [UInt32]
  private var sizes: [UInt32]

  init(count: Int) {
    parents = Array(0..<UInt32(count))
    sizes = Array(repeating: 0, count: count)
  }

  mutating func root(_ node: Int) -> Int {
    var node = node
    while Int(parents[node]) != node {
      parents[node] = parents[Int(parents[node])]
      node = Int(parents[node])
    }
    return node
  }

  mutating func start(_ node: Int, size: Int) { sizes[node] = UInt32(size) }

  /// Joins a node and its partners' sets unless the set would grow beyond the limit.
  mutating func join(_ node: Int, size: Int, with partners: [Int], limit: Int) -> Bool {
    let roots = Set(partners.map { root($0) })
    let total = roots.reduce(size) { $0 + Int(sizes[$1]) }
    guard total <= limit, let first = roots.min() else { return false }
    for other in roots { parents[other] = UInt32(first) }
    parents[node] = UInt32(first)
    sizes[first] = UInt32(total)
    return true
  }
}
