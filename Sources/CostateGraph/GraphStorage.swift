/// A computation graph as a value: nodes in topological order in flat arrays.
///
/// A binary scalar node takes 20 bytes: operation, type and operand offset of 4 bytes each, and 4
/// bytes for each operand.
///
/// Invariant: every operand of node `i` is smaller than `i`.
package struct GraphStorage: Sendable {
  /// Per node, its index in `operations`.
  package var operationIndices: [UInt32] = []
  /// Per node, its index in `types`.
  package var typeIndices: [UInt32] = []
  /// Node `i` has the operands `operandIDs[operandOffsets[i]..<operandOffsets[i + 1]]`.
  package var operandOffsets: [UInt32] = [0]
  package var operandIDs: [UInt32] = []
  /// Each distinct operation once, with its parameters.
  package var operations: [any Operation] = []
  /// Each distinct type once.
  package var types: [TensorType] = []
  /// The names that were given.
  package var names: [UInt32: String] = [:]

  package init() {}

  /// |V|.
  package var nodeCount: Int { operationIndices.count }
  /// |E|.
  package var edgeCount: Int { operandIDs.count }

  package func operation(_ node: Int) -> any Operation { operations[Int(operationIndices[node])] }
  package func type(_ node: Int) -> TensorType { types[Int(typeIndices[node])] }

  package func operandRange(_ node: Int) -> Range<Int> {
    Int(operandOffsets[node])..<Int(operandOffsets[node + 1])
  }

  package func operands(_ node: Int) -> ArraySlice<UInt32> { operandIDs[operandRange(node)] }

  package func operandTypes(_ node: Int) -> [TensorType] {
    operands(node).map { type(Int($0)) }
  }

  /// For each node whether one of these depends on it or is it.
  package func ancestors(of nodes: some Sequence<NodeID>) -> [Bool] {
    var isAncestor = [Bool](repeating: false, count: nodeCount)
    for node in nodes { isAncestor[node.int] = true }
    for node in stride(from: nodeCount - 1, through: 0, by: -1) where isAncestor[node] {
      for position in operandRange(node) { isAncestor[Int(operandIDs[position])] = true }
    }
    return isAncestor
  }

  /// For each distinct operation whether it has a property: asked once, not once for each node.
  package func flags(_ property: (any Operation) -> Bool) -> [Bool] { operations.map(property) }

  /// The inputs, ascending.
  package var inputs: [NodeID] {
    let isInput = flags { $0 is Input }
    return (0..<nodeCount).filter { isInput[Int(operationIndices[$0])] }.map { NodeID($0) }
  }

  /// The bytes of the per-node arrays as allocated.
  package var stateByteCount: Int {
    4
      * (operationIndices.capacity + typeIndices.capacity + operandOffsets.capacity
        + operandIDs.capacity)
  }

  /// How errors and reports name a node: its name, or its operation and number.
  package func label(_ node: Int) -> String {
    names[UInt32(node)] ?? "\(operation(node).name) #\(node)"
  }

  package mutating func reserveCapacity(nodeCount: Int, edgeCount: Int) {
    operationIndices.reserveCapacity(nodeCount)
    typeIndices.reserveCapacity(nodeCount)
    operandOffsets.reserveCapacity(nodeCount + 1)
    operandIDs.reserveCapacity(edgeCount)
  }

  package mutating func append(
    operation: UInt32, type: UInt32, operands: some Collection<UInt32>
  ) -> UInt32 {
    operationIndices.makeRoom(for: 1)
    operationIndices.append(operation)
    typeIndices.makeRoom(for: 1)
    typeIndices.append(type)
    operandIDs.makeRoom(for: operands.count)
    for operand in operands { operandIDs.append(operand) }
    operandOffsets.makeRoom(for: 1)
    operandOffsets.append(UInt32(truncatingIfNeeded: operandIDs.count))
    return UInt32(operationIndices.count - 1)
  }

  /// The same for an array: not generic, so that other modules' passes run at full speed.
  package mutating func append(operation: UInt32, type: UInt32, operands: [UInt32]) -> UInt32 {
    append(operation: operation, type: type, operands: operands[...])
  }
}

extension Array {
  /// Makes room for more elements and, when there is none, for a quarter of what is there: `append`
  /// alone doubles, and half of a large graph's memory may be unused.
  fileprivate mutating func makeRoom(for additionalCount: Int) {
    let needed = count + additionalCount
    if needed > capacity { reserveCapacity(Swift.max(needed, count + count / 4)) }
  }
}
