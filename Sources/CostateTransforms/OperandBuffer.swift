import CostateGraph

/// The operands of the node that a pass is at, in memory that all nodes use in turn.
struct OperandBuffer: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt32>
  private var capacity = 16
  private var count = 0
  /// The largest operand, nil without operands.
  private(set) var largest: UInt32?

  init() { memory = .allocate(capacity: capacity) }

  deinit { memory.deallocate() }

  /// The operands in order.
  var ids: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: memory, count: count) }
  var first: UInt32? { count == 0 ? nil : memory[0] }

  /// Loads a node's operands as the nodes that they became.
  mutating func load(
    _ node: Int, of nodes: NodeView, at places: UnsafePointer<UInt32>
  ) {
    let first = Int(nodes.offsets[node])
    count = Int(nodes.offsets[node + 1]) - first
    while count > capacity { grow() }
    let (operands, memory) = (nodes.operands + first, memory)
    var maximum: UInt32 = 0
    for i in 0..<count {
      let operand = places[Int(operands[i])]
      memory[i] = operand
      maximum = max(maximum, operand)
    }
    largest = count == 0 ? nil : maximum
  }

  /// Appends an operand.
  mutating func append(_ operand: UInt32) {
    if count == capacity { grow() }
    memory[count] = operand
    count += 1
    largest = max(largest ?? 0, operand)
  }

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
