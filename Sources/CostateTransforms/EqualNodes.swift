import CostateGraph

/// Finds a node equal to one that is about to be appended: of its kind, with its operands.
///
/// A node is listed with the largest of its operands, the newest first. Neighbours in the graph are
/// neighbours here, where a table by hash would miss the cache with every node.
struct EqualNodes {
  /// At most so many nodes are compared: one that many equal operands have in common stays linear.
  static let longestSearch = 8
  static let none = UInt32.max

  private let memory = PassMemory()
  /// For each node the list of those it is the largest operand of.
  private let lists: UnsafeMutablePointer<List>
  /// For each node the next older one listed with the same operand.
  private let older: UnsafeMutablePointer<UInt32>
  /// For each kind the node without operands.
  private var constants: [UInt32] = []
  /// How many nodes were compared.
  private(set) var comparisonCount = 0

  private struct List {
    var newest = EqualNodes.none
    /// The marks of all nodes listed: most searches end here, foreseeably, where a walk would end
    /// after any number of nodes.
    var marks: UInt32 = 0
  }

  /// - Parameter capacity: the number of nodes there may be.
  init(capacity: Int) {
    lists = memory.column(count: capacity)
    older = memory.column(count: capacity)
  }

  /// The node that has this kind and these operands, if it is found.
  @inline(__always)
  mutating func find(
    _ kind: UInt32, _ operands: UnsafeBufferPointer<UInt32>, largest: UInt32,
    in nodes: NodeView
  ) -> UInt32? {
    if operands.isEmpty {
      guard kind < constants.count, constants[Int(kind)] != Self.none else { return nil }
      return constants[Int(kind)]
    }
    let list = lists[Int(largest)]
    guard list.marks & Self.mark(kind, operands) != 0 else { return nil }
    var candidate = list.newest
    for _ in 0..<Self.longestSearch {
      if candidate == Self.none { return nil }
      comparisonCount += 1
      let first = Int(nodes.offsets[Int(candidate)])
      if nodes.kinds[Int(candidate)] == kind,
        Int(nodes.offsets[Int(candidate) + 1]) - first == operands.count
      {
        var i = 0
        while i < operands.count, nodes.operands[first + i] == operands[i] { i += 1 }
        if i == operands.count { return candidate }
      }
      candidate = older[Int(candidate)]
    }
    return nil
  }

  /// Takes note of a node that was appended and that no other one equals: an input.
  func insertUnlike(_ node: UInt32) { lists[Int(node)] = List() }

  /// Lists a node that was appended.
  @inline(__always)
  mutating func insert(
    _ node: UInt32, _ kind: UInt32, _ operands: UnsafeBufferPointer<UInt32>, largest: UInt32?
  ) {
    lists[Int(node)] = List()
    guard let largest else { return insertConstant(node, kind) }
    let list = lists + Int(largest)
    older[Int(node)] = list.pointee.newest
    list.pointee.newest = node
    list.pointee.marks |= Self.mark(kind, operands)
  }

  /// One of 32 bits, the same for equal nodes.
  @inline(__always)
  private static func mark(_ kind: UInt32, _ operands: UnsafeBufferPointer<UInt32>) -> UInt32 {
    let hash =
      kind &* 0x9E37_79B1 ^ (operands[0] ^ operands[operands.count - 1]) &* 0x85EB_CA77
    return 1 << (hash >> 27)
  }

  @inline(never)
  private mutating func insertConstant(_ node: UInt32, _ kind: UInt32) {
    while constants.count <= kind { constants.append(Self.none) }
    constants[Int(kind)] = node
  }
}
