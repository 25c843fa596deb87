import CPlatform
public import CostateGraph

/// A program's inputs, values and memory: one run at a time, on any thread.
public final class Workspace {
  private let program: Program
  private let plan: Plan
  private let region: Region
  private let arena: UnsafeMutableRawPointer
  private let scratchStart: Int
  /// The inputs that a run needs and that were never set.
  private var missingInputs: Set<NodeID>

  init(_ program: Program) throws(ProgramError) {
    self.program = program
    plan = program.plan
    region = Region(width: plan.options.width)
    missingInputs = Set(plan.requiredInputs)
    scratchStart = padded(plan.memory.byteCount) + 64
    let byteCount = scratchStart + plan.options.width * (plan.scratchByteCount + 64)
    guard let arena = allocate(byteCount: byteCount) else {
      throw .outOfMemory(byteCount: byteCount)
    }
    self.arena = arena
    for (offset, tensor) in plan.initialData {
      tensor.withBytes { (arena + offset).copyBytes($0) }
    }
  }

  deinit { release(arena) }

  /// Runs the program: every output, then every update.
  ///
  /// - Throws: ``ProgramError/missingInputs(_:)``.
  public func run() throws(ProgramError) { try run(spawner: DispatchSpawner()) }

  /// Runs with workers from elsewhere: tests enter with plain threads.
  package func run(spawner: some RegionSpawner) throws(ProgramError) {
    guard missingInputs.isEmpty else {
      throw .missingInputs(missingInputs.sorted().map { plan.graph.label($0.int) })
    }
    let mode = costate_default_floating_point()
    defer { costate_restore_floating_point(mode) }
    let memory = WorkspaceMemory(
      arena: arena, scratch: arena + scratchStart, stride: plan.scratchByteCount + 64)
    region.run(plan, memory, spawner: spawner)
  }
}

// MARK: - Inputs

extension Workspace {
  /// Sets an input.
  ///
  /// - Throws: ``ProgramError`` when the node is not an input of this program, the number or type
  ///   of the elements differs, or an index selects no row. The input keeps its old value then.
  public func set(_ input: Node, to tensor: Tensor) throws(ProgramError) {
    try checkGraph(of: input)
    try set(input.id, to: tensor)
  }

  /// Sets an input by its id, as threads do that share a program but no graph; see
  /// ``set(_:to:)-(Node,Tensor)``.
  public func set(_ input: NodeID, to tensor: Tensor) throws(ProgramError) {
    let node = try find(input)
    let name = plan.source.label(input.int)
    guard plan.source.operation(input.int) is Input else { throw .notAnInput(name: name) }
    let type = plan.graph.type(node.int)
    guard tensor.elementType == type.elementType else {
      throw .elementType(name: name, expected: type.elementType, given: tensor.elementType)
    }
    guard tensor.count == type.elementCount else {
      throw .elementCount(name: name, expected: type.elementCount, given: tensor.count)
    }
    if let bound = plan.indexBounds[node], let indices = tensor.integers {
      try check(indices, name: name, rowCount: bound)
    }
    let address = arena + plan.memory.offset(node.index, type)
    tensor.withBytes { address.copyBytes($0) }
    missingInputs.remove(node)
  }

  /// Sets an input from floats in row-major order; see ``set(_:to:)-(Node,Tensor)``.
  public func set(_ input: Node, to elements: [Float]) throws(ProgramError) {
    try set(input, to: Tensor(unchecked: .float(elements), shape: [elements.count]))
  }

  /// Sets an input from doubles in row-major order; see ``set(_:to:)-(Node,Tensor)``.
  public func set(_ input: Node, to elements: [Double]) throws(ProgramError) {
    try set(input, to: Tensor(unchecked: .double(elements), shape: [elements.count]))
  }

  /// Sets an input from indices in row-major order; see ``set(_:to:)-(Node,Tensor)``.
  public func set(_ input: Node, to elements: [Int32]) throws(ProgramError) {
    try set(input, to: Tensor(unchecked: .int32(elements), shape: [elements.count]))
  }

  /// Sets a floating-point scalar, rounded to its type; see ``set(_:to:)-(Node,Tensor)``.
  public func set(_ input: Node, to scalar: Double) throws(ProgramError) {
    let type = input.elementType == .double ? ElementType.double : .float
    try set(input, to: Tensor(scalar: scalar, type))
  }
}

// MARK: - Values

extension Workspace {
  /// The value of an input, an output or a retained node.
  ///
  /// Before the first run, the value of a computed node is unspecified.
  ///
  /// - Throws: ``ProgramError/notRetained(name:)``, ``ProgramError/unknownNode(name:)``.
  public func value(of node: Node) throws(ProgramError) -> Tensor {
    try checkGraph(of: node)
    return try value(of: node.id)
  }

  /// The value of a node by its id, as threads read it that share a program but no graph; see
  /// ``value(of:)-(Node)``.
  public func value(of node: NodeID) throws(ProgramError) -> Tensor {
    let found = try find(node)
    guard plan.retained[found.int] else {
      throw .notRetained(name: plan.source.label(node.int))
    }
    let root = plan.roots[found.int]
    let address = arena + plan.memory.offset(root, plan.graph.type(Int(root)))
    return Tensor(copying: address, type: plan.graph.type(found.int))
  }

  /// The value of a floating-point scalar.
  ///
  /// - Throws: as ``value(of:)-(Node)``; ``ProgramError/elementCount(name:expected:given:)`` for a tensor.
  public func scalar(of node: Node) throws(ProgramError) -> Double {
    let tensor = try value(of: node)
    guard tensor.count == 1 else {
      throw .elementCount(
        name: plan.source.label(node.id.int), expected: 1, given: tensor.count)
    }
    return tensor.doubles[0]
  }

  private func checkGraph(of node: Node) throws(ProgramError) {
    guard node.graph.identity == plan.identity, node.id.int < plan.nodes.count else {
      throw .unknownNode(name: node.graph.storage.label(node.id.int))
    }
  }

  private func find(_ node: NodeID) throws(ProgramError) -> NodeID {
    guard node.int < plan.nodes.count else { throw .unknownNode(name: "node #\(node.int)") }
    guard let found = plan.nodes[node.int] else {
      throw .notRetained(name: plan.source.label(node.int))
    }
    return found
  }
}
