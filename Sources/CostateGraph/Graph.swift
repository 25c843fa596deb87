import Synchronization

/// The number of graphs so far; relaxed, because numbers need only differ.
private let graphCount = Atomic<UInt64>(0)

/// A builder of computation graphs.
///
/// Nodes are appended in topological order and never change; building is checked at each call. A
/// graph is used from one thread at a time. `Program` takes a snapshot of it.
public final class Graph {
  package private(set) var storage = GraphStorage()
  /// A number no other graph of this process has: what programs know their graph by.
  package let identity = graphCount.add(1, ordering: .relaxed).newValue
  /// What each run writes back: the input on the left takes the value of the node on the right.
  package private(set) var updates: [(target: NodeID, value: NodeID)] = []

  private var updateIndices: [NodeID: Int] = [:]
  private var nodesByName: [String: NodeID] = [:]
  private var typeTable: [TensorType: UInt32] = [:]
  private var operationTable: [AnyHashable: UInt32] = [:]
  /// Operations without parameters, by their type alone: a scalar graph asks millions of times.
  private var plainOperationTable: [ObjectIdentifier: UInt32] = [:]

  /// The largest number of nodes, and of operands: what 32-bit ids can name.
  package static let limit = Int(UInt32.max)

  /// An empty graph.
  public init() {}

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
    let id = try append(intern(Input()), TensorType(elementType, shape), [])
    return try Node(graph: self, id: id).named(name)
  }

  /// A tensor known when the graph is built.
  public func constant(_ tensor: Tensor) throws(GraphError) -> Node {
    Node(graph: self, id: try append(intern(Constant(tensor)), tensor.type, []))
  }

  /// A rank-0 constant.
  public func constant(
    _ value: Double, elementType: ElementType = .float
  ) throws(GraphError) -> Node {
    try constant(Tensor(scalar: value, elementType))
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
    return Node(
      graph: self, id: try append(intern(operation), type, operands.map(\.id.index)))
  }

  /// Appends an elementwise node; operands of one type take a short way.
  package func apply(
    _ operation: some ElementwiseOperation, _ a: Node
  ) throws(GraphError) -> Node {
    guard storage.type(a.id.int).elementType.isFloatingPoint else {
      return try apply(operation, [a])
    }
    check(a)
    return Node(
      graph: self,
      id: try append(
        intern(operation), typeIndex: storage.typeIndices[a.id.int], CollectionOfOne(a.id.index)))
  }

  /// Appends an elementwise node; operands of one type take a short way.
  package func apply(
    _ operation: some ElementwiseOperation, _ a: Node, _ b: Node
  ) throws(GraphError) -> Node {
    check(a)
    check(b)
    let type = storage.typeIndices[a.id.int]
    guard type == storage.typeIndices[b.id.int],
      storage.types[Int(type)].elementType.isFloatingPoint
    else { return try apply(operation, [a, b]) }
    return Node(
      graph: self,
      id: try append(
        intern(operation), typeIndex: type, PairOfIDs(a.id.index, b.id.index)))
  }

  /// The index of an operation in the table of distinct operations.
  package func intern<O: Operation>(_ operation: O) -> UInt32 {
    if MemoryLayout<O>.size == 0 {
      let key = ObjectIdentifier(O.self)
      if let index = plainOperationTable[key] { return index }
      plainOperationTable[key] = UInt32(storage.operations.count)
    } else {
      let key = AnyHashable(operation)
      if let index = operationTable[key] { return index }
      operationTable[key] = UInt32(storage.operations.count)
    }
    storage.operations.append(operation)
    return UInt32(storage.operations.count - 1)
  }

  /// The index of a type in the table of distinct types.
  package func typeIndex(_ type: TensorType) -> UInt32 {
    if let known = typeTable[type] { return known }
    let index = UInt32(storage.types.count)
    storage.types.append(type)
    typeTable[type] = index
    return index
  }

  private func append(
    _ operation: UInt32, _ type: TensorType, _ operands: [UInt32]
  ) throws(GraphError) -> NodeID {
    try append(operation, typeIndex: typeIndex(type), operands)
  }

  /// Appends a node whose type is known, without a check of its operands.
  package func append(
    _ operation: UInt32, typeIndex: UInt32, _ operands: some Collection<UInt32>
  ) throws(GraphError) -> NodeID {
    guard nodeCount < Self.limit, edgeCount + operands.count < Self.limit else {
      throw .tooManyNodes(limit: Self.limit)
    }
    return NodeID(
      index: storage.append(operation: operation, type: typeIndex, operands: operands))
  }

  /// The same for an array: not generic, so that other modules' passes run at full speed.
  package func append(
    _ operation: UInt32, typeIndex: UInt32, _ operands: [UInt32]
  ) throws(GraphError) -> NodeID {
    try append(operation, typeIndex: typeIndex, operands[...])
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

/// Two operand ids, without an array.
package struct PairOfIDs: RandomAccessCollection {
  private let first: UInt32
  private let second: UInt32

  package init(_ first: UInt32, _ second: UInt32) {
    self.first = first
    self.second = second
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { 2 }
  package subscript(position: Int) -> UInt32 { position == 0 ? first : second }
}
