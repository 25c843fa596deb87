/// A computation graph as a value: nodes in topological order in flat columns.
///
/// A binary scalar node takes 16 bytes: its kind, the offset of its operands, and its operands, 4
/// bytes each.
///
/// Invariant: every operand of node `i` is smaller than `i`.
package struct GraphStorage: Sendable {
  /// The nodes.
  package private(set) var columns: NodeColumns
  /// Each distinct pair of an operation and a type once.
  package var kinds: [NodeKind] = []
  /// Each distinct type once.
  package var types: [TensorType] = []
  /// The names that were given.
  package var names: [UInt32: String] = [:]
  /// The most nodes, and the most operands: what 32-bit ids can name. Tests lower it.
  package var limit = Graph.limit

  package init(nodeCapacity: Int = 0, edgeCapacity: Int = 0) {
    columns = NodeColumns(nodeCapacity: nodeCapacity, edgeCapacity: edgeCapacity)
  }

  /// |V|.
  package var nodeCount: Int { columns.nodeCount }
  /// |E|.
  package var edgeCount: Int { columns.edgeCount }

  /// The index of a node's kind.
  package func kindIndex(_ node: Int) -> Int { Int(columns.kinds[node]) }
  package func kind(_ node: Int) -> NodeKind { kinds[kindIndex(node)] }
  package func operation(_ node: Int) -> any Operation { kind(node).operation }
  package func typeIndex(_ node: Int) -> UInt32 { kind(node).type }
  package func type(_ node: Int) -> TensorType { types[Int(typeIndex(node))] }

  /// The number of a node's operands.
  package func operandCount(_ node: Int) -> Int {
    Int(columns.offsets[node + 1] - columns.offsets[node])
  }

  /// A node's operand, by position.
  package func operand(_ node: Int, _ position: Int) -> UInt32 {
    columns.operands[Int(columns.offsets[node]) + position]
  }

  package func operands(_ node: Int) -> ArraySlice<UInt32> {
    let first = columns.operands + Int(columns.offsets[node])
    return ArraySlice(UnsafeBufferPointer(start: first, count: operandCount(node)))
  }

  package func operandTypes(_ node: Int) -> [TensorType] {
    operands(node).map { type(Int($0)) }
  }

  /// For each distinct kind whether its operation has a property: asked once, not for each node.
  package func flags(_ property: (any Operation) -> Bool) -> [Bool] {
    kinds.map { property($0.operation) }
  }

  /// The nodes whose operation has a property, ascending.
  package func nodes(where property: (any Operation) -> Bool) -> [NodeID] {
    let isWanted = flags(property)
    return (0..<nodeCount).filter { isWanted[kindIndex($0)] }.map { NodeID($0) }
  }

  /// The inputs, ascending.
  package var inputs: [NodeID] { nodes { $0 is Input } }

  /// The bytes of the columns as allocated.
  package var stateByteCount: Int { columns.byteCount }

  /// How errors and reports name a node: its name, or its operation and number.
  package func label(_ node: Int) -> String {
    names[UInt32(node)] ?? "\(operation(node).name) #\(node)"
  }

  /// Appends a node and returns its number.
  package mutating func append(kind: UInt32, _ operands: UnsafeBufferPointer<UInt32>) -> UInt32 {
    if !isKnownUniquelyReferenced(&columns) { columns = columns.copy() }
    return columns.append(kind: kind, operands)
  }

  /// Appends a node unless there is no number left for it or for an operand.
  ///
  /// - Throws: `GraphError.tooManyNodes`.
  package mutating func appendChecking(
    kind: UInt32, _ operands: UnsafeBufferPointer<UInt32>
  ) throws(GraphError) -> UInt32 {
    guard nodeCount < limit, edgeCount + operands.count < limit else {
      throw .tooManyNodes(limit: limit)
    }
    return append(kind: kind, operands)
  }

  /// Appends a node and returns its number.
  package mutating func append(kind: UInt32, operands: [UInt32]) -> UInt32 {
    operands.withUnsafeBufferPointer { append(kind: kind, $0) }
  }

  /// Appends a kind and returns its number.
  package mutating func append(_ kind: NodeKind) -> UInt32 {
    kinds.append(kind)
    return UInt32(kinds.count - 1)
  }
}

extension GraphStorage {
  /// Drops the nodes that none of these depends on and returns the numbers of those that stay,
  /// `UInt32.max` for others.
  ///
  /// Names are dropped too.
  package mutating func prune(roots: [NodeID]) -> [UInt32] {
    if !isKnownUniquelyReferenced(&columns) { columns = columns.copy() }
    names = [:]
    return [UInt32](unsafeUninitializedCapacity: nodeCount) { numbers, count in
      count = nodeCount
      guard let numbers = numbers.baseAddress else { return }
      ancestors(of: roots).withUnsafeBufferPointer { isKept in
        if let isKept = isKept.baseAddress { columns.keep(isKept, numbers) }
      }
    }
  }

  /// For each node whether one of these depends on it or is it.
  package func ancestors(of nodes: some Sequence<NodeID>) -> [Bool] {
    let roots = nodes.map(\.int)
    return [Bool](unsafeUninitializedCapacity: nodeCount) { isAncestor, initializedCount in
      isAncestor.initialize(repeating: false)
      initializedCount = nodeCount
      for root in roots { isAncestor[root] = true }
      let (offsets, operands) = (columns.offsets, columns.operands)
      for node in stride(from: nodeCount - 1, through: 0, by: -1) where isAncestor[node] {
        for position in Int(offsets[node])..<Int(offsets[node + 1]) {
          isAncestor[Int(operands[position])] = true
        }
      }
    }
  }
}
