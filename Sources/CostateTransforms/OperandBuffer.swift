import CostateGraph

/// The operands of the node that a pass is at, in memory that all nodes use in turn.
struct OperandBuffer: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt32>
  private var capacity = 16
  private var count = 0
  /// The largest of the operands that were loaded, nil without any.
  private(set) var largest: UInt32?

  init() { memory = .allocate(capacity: capacity) }

  deinit { memory.deallocate() }

  /// The operands in order.
  var ids: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: memory, count: count) }
  var first: UInt32? { count == 0 ? nil : memory[0] }

  /// Loads a node's operands as the nodes that they became.
  @inline(__always)
  mutating func load(
    _ node: Int, of nodes: NodeView, at places: UnsafePointer<UInt32>
  ) {
    let first = Int(nodes.offsets[node])
    count = Int(nodes.offsets[node + 1]) - first
    while count > capacity { grow() }
    guard count > 0 else {
      largest = nil
      return
    }
    let (operands, memory) = (nodes.operands + first, memory)
    // Most nodes have one or two, in no order: both are read without asking which.
    let a = places[Int(operands[0])]
    let b = places[Int(operands[min(1, count - 1)])]
    memory[0] = a
    memory[1] = b
    var maximum = max(a, b)
    var position = 2
    while position < count {
      let operand = places[Int(operands[position])]
      memory[position] = operand
      maximum = max(maximum, operand)
      position += 1
    }
    largest = maximum
  }

  /// Appends an operand.
  @inline(__always)
  mutating func append(_ operand: UInt32) {
    if count == capacity { grow() }
    memory[count] = operand
    count += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * capacity)
    larger.update(from: memory, count: capacity)
    memory.deallocate()
    memory = larger
    capacity *= 2
  }

  mutating func removeAll() {
    count = 0
    largest = nil
  }

  subscript(position: Int) -> UInt32 {
    get { memory[position] }
    set {
      memory[position] = newValue
      largest = ids.max()
    }
  }
}
