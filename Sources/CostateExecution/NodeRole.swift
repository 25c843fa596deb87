import CostateGraph

/// How a node takes part in the schedule.
enum NodeRole: Sendable {
  case source
  case alias
  case scalar
  case elementwise
  case single
}

extension GraphStorage {
  /// Which kernel computes a node.
  func kernel(_ node: Int) -> KernelForm {
    operation(node).kernel(operands: operandTypes(node), result: type(node))
  }

  /// How a node takes part in the schedule.
  fileprivate func role(_ node: Int) -> NodeRole {
    let isScalar = type(node).shape == .scalar
    switch kernel(node) {
    case .source: return .source
    case .alias:
      // Scalars lie in a region of their own: to and from it, an alias is a copy.
      return (type(Int(operand(node, 0))).shape == .scalar) == isScalar ? .alias : .single
    case .elementwise: return isScalar ? .scalar : .elementwise
    case .accumulation(let terms):
      if terms.contains(where: \.isMatrixProduct) { return .single }
      if isScalar { return .scalar }
      return terms.count <= Schedule.longestFusedAccumulation ? .elementwise : .single
    default: return .single
    }
  }
}

extension GraphStorage {
  /// Whether elementwise nodes may follow a node of its own in the same batch: it ends with a matrix
  /// product that has several rows and columns.
  func takesEpilogue(_ node: Int) -> Bool {
    let shape = type(node).shape
    guard shape.rank >= 2, shape[shape.rank - 1] > 1, shape[shape.rank - 2] > 1 else {
      return false
    }
    switch kernel(node) {
    case .matrixProduct: return true
    case .accumulation(let terms): return terms.last?.isMatrixProduct ?? false
    default: return false
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

/// The roles of a graph's nodes, worked out once for each kind.
struct RoleTable {
  private let graph: GraphStorage
  private let kinds: UnsafePointer<UInt32>
  private let viewsInPlace: Set<UInt32>
  /// By kind; nil before it is asked for, and for aliases, where the operand's type decides too.
  private var known: [NodeRole?]

  /// - Parameter viewsInPlace: nodes that are aliases, whatever their kind.
  init(_ graph: GraphStorage, viewsInPlace: Set<UInt32>) {
    self.graph = graph
    self.viewsInPlace = viewsInPlace
    kinds = UnsafePointer(graph.columns.kinds)
    known = Array(repeating: nil, count: graph.kinds.count)
  }

  subscript(node: Int) -> NodeRole {
    mutating get {
      if !viewsInPlace.isEmpty && viewsInPlace.contains(UInt32(node)) { return .alias }
      return known[Int(kinds[node])] ?? learn(node)
    }
  }

  @inline(never)
  private mutating func learn(_ node: Int) -> NodeRole {
    let role = graph.role(node)
    if !(graph.operation(node) is any AliasOperation) { known[graph.kindIndex(node)] = role }
    return role
  }
}
