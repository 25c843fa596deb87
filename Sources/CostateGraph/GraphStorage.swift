/// A computation graph as a value: nodes in topological order in flat columns.
///
/// A binary scalar node takes 16 bytes: its kind, the offset of its operands, and its operands, 4
/// bytes each.
///
/// Invariant: every operand of node `i` is smaller than `i`.
@usableFromInline
package struct GraphStorage: Sendable {
  /// The nodes.
  @usableFromInline package private(set) var columns: NodeColumns
  /// Each distinct pair of an operation and a type once.
  @usableFromInline package var kinds: [NodeKind] = []
  /// Each distinct type once.
  package var types: [TensorType] = []
  /// The names that were given.
  package var names: [UInt32: String] = [:]
  /// The most nodes, and the most operands: what 32-bit ids can name. Tests lower it.
  @usableFromInline package var limit = Graph.limit

  package init(nodeCapacity: Int = 0, edgeCapacity: Int = 0) {
    columns = NodeColumns(nodeCapacity: nodeCapacity, edgeCapacity: edgeCapacity)
  }

  /// |V|.
  @inlinable package var nodeCount: Int { columns.nodeCount }
  /// |E|.
  @inlinable package var edgeCount: Int { columns.edgeCount }

  /// The index of a node's kind.
  @inlinable package func kindIndex(_ node: Int) -> Int { Int(columns.kinds[node]) }
  @inlinable package func kind(_ node: Int) -> NodeKind { kinds[kindIndex(node)] }
  package func operation(_ node: Int) -> any Operation { kind(node).operation }
  @inlinable package func typeIndex(_ node: Int) -> UInt32 { kinds[kindIndex(node)].type }
  package func type(_ node: Int) -> TensorType { types[Int(typeIndex(node))] }

  /// The number of a node's operands.
  @inlinable package func operandCount(_ node: Int) -> Int {
    Int(columns.offsets[node + 1] - columns.offsets[node])
  }

  /// A node's operand, by position.
  @inlinable package func operand(_ node: Int, _ position: Int) -> UInt32 {
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

  /// The bytes of the columns.
  package var stateByteCount: Int { columns.byteCount }

  /// How errors and reports name a node: its name, or its operation and number.
  package func label(_ node: Int) -> String {
    names[UInt32(node)] ?? "\(operation(node).name) #\(node)"
  }

  /// Makes the columns this value's alone, so that ``appendUnshared(kind:_:)`` may be called.
  package mutating func makeColumnsUnique() {
    if !isKnownUniquelyReferenced(&columns) { columns = columns.copy() }
  }

  /// Appends a node unless there is no number left for it or for an operand.
  ///
  /// - Precondition: the columns are this value's alone.
  /// - Throws: `GraphError.tooManyNodes`.
  @inlinable @inline(__always)
  package mutating func appendUnshared(
    kind: UInt32, _ operands: UnsafeBufferPointer<UInt32>
  ) throws(GraphError) -> UInt32 {
    try checkLimit(adding: operands.count)
    return columns.append(kind: kind, operands)
  }

  /// The same for the first `count` of two operands.
  mutating func appendUnshared(
    kind: UInt32, _ operands: (UInt32, UInt32), count: Int
  ) throws(GraphError) -> UInt32 {
    try checkLimit(adding: count)
    return columns.append(kind: kind, operands, count: count)
  }

  @inlinable @inline(__always)
  func checkLimit(adding operandCount: Int) throws(GraphError) {
    guard nodeCount < limit, edgeCount &+ operandCount < limit else {
      throw .tooManyNodes(limit: limit)
    }
  }

  /// Appends a node and returns its number.
  package mutating func append(kind: UInt32, operands: [UInt32]) -> UInt32 {
    makeColumnsUnique()
    return operands.withUnsafeBufferPointer { columns.append(kind: kind, $0) }
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
    makeColumnsUnique()
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
      isAncestor.withMemoryRebound(to: UInt8.self) { columns.spread($0) }
    }
  }
}
