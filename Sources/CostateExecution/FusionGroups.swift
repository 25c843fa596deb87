import CostateGraph

/// Disjoint sets of elementwise tensor nodes that run as one batch, with what each needs.
struct FusionGroups {
  private let graph: GraphStorage
  private var parents: [UInt32] = []
  /// By node; 0 for one that is in no set.
  private var sizes: [UInt32] = []

  init(_ graph: GraphStorage) { self.graph = graph }

  /// A node's representative.
  mutating func root(_ node: UInt32) -> UInt32 {
    var node = node
    while parents[Int(node)] != node {
      parents[Int(node)] = parents[Int(parents[Int(node)])]
      node = parents[Int(node)]
    }
    return node
  }

  /// Puts an elementwise node in the set of its operands of the highest level, if everything it
  /// reads of that level is in a set of its type and the set stays small; else in one of its own.
  ///
  /// - Parameters:
  ///   - level: the highest of its operands.
  ///   - levels: by node.
  /// - Returns: whether it joined.
  mutating func join(_ node: Int, level: UInt32, _ levels: UnsafePointer<UInt32>) -> Bool {
    if parents.isEmpty {
      parents = Array(0..<UInt32(graph.nodeCount))
      sizes = Array(repeating: 0, count: graph.nodeCount)
    }
    let size = graph.fusionSize(node)
    let partners = graph.operands(node).filter { levels[Int($0)] == level }
    let joins =
      level > 0
      && partners.allSatisfy {
        sizes[Int($0)] > 0 && graph.typeIndex(Int($0)) == graph.typeIndex(node)
      }
    sizes[node] = UInt32(size)
    return joins && join(node, size, Set(partners.map { root($0) }))
  }

  private mutating func join(_ node: Int, _ size: Int, _ roots: Set<UInt32>) -> Bool {
    let total = roots.reduce(size) { $0 + Int(sizes[Int($1)]) }
    guard total <= Schedule.fusionLimit, let first = roots.min() else { return false }
    for other in roots { parents[Int(other)] = first }
    parents[node] = first
    sizes[Int(first)] = UInt32(total)
    return true
  }
}

extension GraphStorage {
  /// The primitives and outside values an elementwise node may add to a fused batch; at least 1.
  func fusionSize(_ node: Int) -> Int {
    let operandCount = operandCount(node)
    switch kernel(node) {
    case .elementwise(let expression):
      let program = expression.program(operandCount: operandCount)
      return max(1, program.instructions.count + program.literals.count + operandCount)
    default: return max(1, 2 * operandCount)
    }
  }
}
