import CostateGraph

/// Disjoint sets of tensor nodes that run as one batch, with what each needs: elementwise nodes, and
/// at most one matrix product that they follow.
struct FusionGroups {
  private let graph: GraphStorage
  private var parents: [UInt32] = []
  /// By node; 0 for one that is in no set.
  private var sizes: [UInt32] = []
  /// The sets, by representative, that hold a matrix product.
  private var productSets: Set<UInt32> = []

  init(_ graph: GraphStorage) { self.graph = graph }

  /// Whether a node is in a set.
  func contains(_ node: UInt32) -> Bool { !sizes.isEmpty && sizes[Int(node)] > 0 }

  /// Puts a matrix product in a set of its own.
  mutating func start(_ product: Int) {
    reserve()
    sizes[product] = 1
    productSets.insert(UInt32(product))
  }

  private mutating func reserve() {
    guard parents.isEmpty else { return }
    parents = Array(0..<UInt32(graph.nodeCount))
    sizes = Array(repeating: 0, count: graph.nodeCount)
  }

  /// A node's representative.
  mutating func root(_ node: UInt32) -> UInt32 { representative(of: node, &parents) }

  /// Puts an elementwise node in the set of its operands of the highest level, if everything it
  /// reads of that level is in a set of its type and the set stays small; else in one of its own.
  ///
  /// - Parameters:
  ///   - level: the highest of its operands.
  ///   - levels: by node.
  /// - Returns: whether it joined.
  mutating func join(_ node: Int, level: UInt32, _ levels: UnsafePointer<UInt32>) -> Bool {
    reserve()
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
    let products = productSets.isEmpty ? [] : roots.intersection(productSets)
    guard total <= Schedule.fusionLimit, products.count <= 1, let first = roots.min() else {
      return false
    }
    if !products.isEmpty { productSets.insert(first) }
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
