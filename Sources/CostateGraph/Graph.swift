import Synchronization

/// The number of graphs so far; relaxed, because numbers need only differ.
private let graphCount = Atomic<UInt64>(0)

/// A builder of computation graphs.
///
/// Nodes are appended in topological order and never change; building is checked at each call. A
/// graph is used from one thread at a time. `Program` takes a snapshot of it.
public final class Graph {
  /// Accesses never overlap: each is over before another part of the graph is called. Checking that
  /// would take longer than appending a node.
  @exclusivity(unchecked) package private(set) var storage = GraphStorage()
  /// A number no other graph of this process has: what programs know their graph by.
  package let identity = graphCount.add(1, ordering: .relaxed).newValue
  /// What each run writes back: the input on the left takes the value of the node on the right.
  package private(set) var updates: [(target: NodeID, value: NodeID)] = []

  private var updateIndices: [NodeID: Int] = [:]
  private var nodesByName: [String: NodeID] = [:]
  private var typeTable: [TensorType: UInt32] = [:]
  @exclusivity(unchecked) private var kindTable = KindTable()

  /// The largest number of nodes, and of operands: what 32-bit ids can name.
  package static let limit = Int(UInt32.max)

  /// An empty graph.
  public init() {}

  /// An empty graph that takes fewer nodes than 32-bit ids could name.
  package init(limit: Int) { storage.limit = limit }

  /// Exchanges the graph's nodes with a pass that appends many: a value of its own is changed
  /// without the checks that each access to a shared object makes.
  package func exchangeStorage(_ other: inout GraphStorage) { swap(&storage, &other) }

  /// |V|.
  public var nodeCount: Int { storage.nodeCount }
  /// |E|.
  public var edgeCount: Int { storage.edgeCount }

  /// The handle of a node.
  public func node(_ id: NodeID) -> Node {
    precondition(id.int < nodeCount, "node \(id.int) of a graph of \(nodeCount) nodes")
    return Node(graph: self, id: id)
  }

  /// The node of a name.
  ///
  /// - Throws: `GraphError.unknownName`.
  public func node(named name: String) throws(GraphError) -> Node {
    guard let id = nodesByName[name] else { throw .unknownName(name) }
    return Node(graph: self, id: id)
  }
}

// MARK: - Sources

extension Graph {
  /// An input: a tensor that is set before a run.
  ///
  /// - Throws: `GraphError.duplicateName`, `.shape`.
  public func input(
    _ name: String, shape: Shape = .scalar, elementType: ElementType = .float
  ) throws(GraphError) -> Node {
    guard shape.isRepresentable else { throw .shape(name: name, shape) }
    guard nodesByName[name] == nil else { throw .duplicateName(name) }
    return try node(Input(), TensorType(elementType, shape), []).named(name)
  }

  /// A tensor known when the graph is built.
  public func constant(_ tensor: Tensor) throws(GraphError) -> Node {
    try node(Constant(tensor), tensor.type, [])
  }

  /// A rank-0 constant.
  public func constant(
    _ value: Double, elementType: ElementType = .float
  ) throws(GraphError) -> Node {
    guard elementType.isFloatingPoint else {
      return try constant(Tensor(scalar: value, elementType))
    }
    return try node(Constant(value, elementType), TensorType(elementType, .scalar), [])
  }

  /// Lets each run replace an input's value by a node's, after the last read of the old value.
  ///
  /// Called again for the same input, the last call counts.
  ///
  /// - Throws: `GraphError.operands` unless `target` is an input of the type of `value`.
  public func update(_ target: Node, to value: Node) throws(GraphError) {
    check([target, value])
    guard storage.operation(target.id.int) is Input, target.type == value.type else {
      throw .operands(
        operation: "update", expected: "an input and a node of its type",
        given: [describe(target.id.int), describe(value.id.int)])
    }
    if let known = updateIndices[target.id] {
      updates[known].value = value.id
    } else {
      updateIndices[target.id] = updates.count
      updates.append((target.id, value.id))
    }
  }
}

// MARK: - Operations

extension Graph {
  /// Appends a node.
  ///
  /// - Throws: `GraphError.operands` when the operation does not take these operands.
  public func apply(_ operation: some Operation, _ operands: [Node]) throws(GraphError) -> Node {
    check(operands)
    let types = operands.map(\.type)
    let type: TensorType
    do {
      type = try operation.resultType(of: types)
    } catch {
      throw .operands(
        operation: operation.name, expected: error.expected,
        given: operands.map { describe($0.id.int) })
    }
    guard type.shape.isRepresentable else { throw .shape(name: operation.name, type.shape) }
    return try node(operation, type, operands.map(\.id.index))
  }

  /// Appends an elementwise node; operands of one type take a short way.
  package func apply(
    _ operation: some ElementwiseOperation, _ a: Node
  ) throws(GraphError) -> Node {
    let type = storage.typeIndex(a.id.int)
    guard storage.types[Int(type)].elementType.isFloatingPoint else {
      return try apply(operation, [a])
    }
    check(a)
    return try node(intern(operation, typeIndex: type), (a.id.index, 0), count: 1)
  }

  /// Appends an elementwise node; operands of one type take a short way.
  package func apply(
    _ operation: some ElementwiseOperation, _ a: Node, _ b: Node
  ) throws(GraphError) -> Node {
    check(a)
    check(b)
    let type = storage.typeIndex(a.id.int)
    guard type == storage.typeIndex(b.id.int),
      storage.types[Int(type)].elementType.isFloatingPoint
    else { return try apply(operation, [a, b]) }
    return try node(intern(operation, typeIndex: type), (a.id.index, b.id.index), count: 2)
  }

  /// Appends a node whose operands were checked.
  private func node(
    _ operation: some Operation, _ type: TensorType, _ operands: [UInt32]
  ) throws(GraphError) -> Node {
    let kind = intern(operation, typeIndex: typeIndex(type))
    return Node(graph: self, id: try append(kind: kind, operands: operands))
  }

  /// Appends a node of the first one or two operands, without an array.
  private func node(
    _ kind: UInt32, _ operands: (UInt32, UInt32), count: Int
  ) throws(GraphError) -> Node {
    storage.makeColumnsUnique()
    let node = try storage.appendUnshared(kind: kind, operands, count: count)
    return Node(graph: self, id: NodeID(index: node))
  }

  /// The index of an operation with a result type in the table of distinct kinds.
  package func intern(_ operation: some Operation, typeIndex: UInt32) -> UInt32 {
    kindTable.kind(operation, typeIndex) { storage.append(NodeKind(operation, type: typeIndex)) }
  }

  /// The index of a type in the table of distinct types.
  package func typeIndex(_ type: TensorType) -> UInt32 {
    if let known = typeTable[type] { return known }
    let index = UInt32(storage.types.count)
    storage.types.append(type)
    typeTable[type] = index
    return index
  }

  /// Appends a node whose type is known, without a check of its operands.
  package func append(
    kind: UInt32, _ operands: UnsafeBufferPointer<UInt32>
  ) throws(GraphError) -> NodeID {
    storage.makeColumnsUnique()
    return NodeID(index: try storage.appendUnshared(kind: kind, operands))
  }

  /// The same for an array.
  package func append(kind: UInt32, operands: [UInt32]) throws(GraphError) -> NodeID {
    try operands.withUnsafeBufferPointer { (pointer) throws(GraphError) in
      try append(kind: kind, pointer)
    }
  }
}

// MARK: - Names and checks

extension Graph {
  package func name(_ id: NodeID, _ name: String) throws(GraphError) {
    guard nodesByName[name] == nil else { throw .duplicateName(name) }
    nodesByName[name] = id
    storage.names[id.index] = name
  }

  private func check(_ node: Node) {
    precondition(
      node.graph === self, "node \(node.id.int) belongs to another graph than this operation")
  }

  private func check(_ nodes: [Node]) {
    for node in nodes { check(node) }
  }

  /// A node as errors show it: `W1: float[64, 32]`.
  package func describe(_ node: Int) -> String { "\(storage.label(node)): \(storage.type(node))" }
}
