import CPlatform
public import CostateGraph

/// A program's inputs, values and memory: one run at a time, on any thread.
public final class Workspace {
  private let program: Program
  let plan: Plan
  let region: Region
  private let pages: Pages
  private let scratchStart: Int
  /// The inputs that a run needs and that were never set. Unchecked because asking for exclusive access
  /// takes some nanoseconds of every run, and short ones have sixty; a workspace runs once at a time.
  @exclusivity(unchecked) private var missingInputs: Set<NodeID>
  private var endOfLastRun: UInt64 = 0

  init(_ program: Program) throws(ProgramError) {
    self.program = program
    plan = program.plan
    region = Region(width: plan.options.width)
    missingInputs = Set(plan.requiredInputs)
    scratchStart = padded(plan.arenaByteCount) + 64
    let (scratch, overflows) = (plan.scratchByteCount + 64)
      .multipliedReportingOverflow(by: plan.options.width)
    let byteCount = overflows ? ArenaMemory.limit : min(scratchStart + scratch, ArenaMemory.limit)
    guard let pages = ArenaMemory.allocate(byteCount: byteCount) else {
      throw .outOfMemory(byteCount: byteCount)
    }
    self.pages = pages
    for (offset, tensor) in plan.initialData {
      tensor.withBytes { (arena + offset).copyBytes($0) }
    }
  }

  private var arena: UnsafeMutableRawPointer { pages.start }

  /// Runs the program: every output, then every update.
  ///
  /// - Throws: ``ProgramError/missingInputs(_:)``.
  public func run() throws(ProgramError) { try run(width: nil, stop: nil) }

  /// Whether a run is worth waking helpers: a long one, or one that follows another so closely that
  /// they will be found awake from now on.
  private var wakesSleepers: Bool {
    plan.nanoseconds > 4 * Double(WaitingRoom.spinNanoseconds)
      || monotonicNanoseconds() - endOfLastRun < WaitingRoom.spinNanoseconds / 2
  }

  /// Runs the program with fewer workers than it was compiled for.
  ///
  /// - Parameter width: the most workers, 1 up to the program's width.
  /// - Throws: ``ProgramError/runWidth(given:programWidth:)``, ``ProgramError/missingInputs(_:)``.
  public func run(width: Int) throws(ProgramError) {
    try run(width: width, stop: nil)
  }

  /// Runs with helpers until the run is over or told to stop.
  func run(width: Int?, stop: StopSignal?) throws(ProgramError) {
    try withPool { (spawner) throws(ProgramError) in
      try run(width: width, spawner: spawner, stop: stop)
    }
  }

  /// Calls `body` with the pool whose helpers are worth waking.
  func withPool<Result>(
    _ body: (PoolSpawner) throws(ProgramError) -> Result
  ) throws(ProgramError) -> Result {
    guard plan.isShared else { return try body(PoolSpawner()) }
    defer { endOfLastRun = monotonicNanoseconds() }
    return try body(PoolSpawner(wakesSleepers: wakesSleepers))
  }

  /// Runs with workers from elsewhere: tests enter with plain threads.
  ///
  /// - Parameter width: the most workers; nil for the program's width.
  package func run(width: Int? = nil, spawner: some RegionSpawner) throws(ProgramError) {
    try run(width: width, spawner: spawner, stop: nil)
  }

  /// Runs until it is over or told to stop.
  func run(
    width: Int?, spawner: some RegionSpawner, stop: StopSignal?
  ) throws(ProgramError) {
    let width = try checked(width)
    let mode = try enter()
    defer { costate_restore_floating_point(mode) }
    if !plan.isShared, plan.replay == nil, stop == nil {
      return plan.runAll(memory.of(worker: 0))
    }
    guard plan.replay != nil else {
      return run(stages: 0..<plan.stages.count, width, spawner, stop)
    }
    run(stages: 0..<plan.updateStage, width, spawner, stop)
    if let stop, stop.hasStoppedRun { return }
    if !hasOnlyFiniteValues, let value = try firstNonFinite() { throw .nonFinite(value) }
    run(stages: plan.updateStage..<plan.stages.count, width, spawner, stop)
  }

  private func run(
    stages: Range<Int>, _ width: Int, _ spawner: some RegionSpawner, _ stop: StopSignal?
  ) {
    withExtendedLifetime(stop) {
      plan.stageReferences.withUnsafeBufferPointer { references in
        region.run(
          RegionRun(
            stages: UnsafeBufferPointer(rebasing: references[stages]), memory: memory,
            width: width, stop: stop.map(Unmanaged.passUnretained)),
          spawner: spawner)
      }
    }
  }

  /// The width of a run, at most the program's.
  func checked(_ width: Int?) throws(ProgramError) -> Int {
    guard let width else { return plan.options.width }
    guard (1...plan.options.width).contains(width) else {
      throw .runWidth(given: width, programWidth: plan.options.width)
    }
    return width
  }

  /// Checks that every input is set and enters the default floating-point mode.
  func enter() throws(ProgramError) -> UInt64 {
    try checkInputs()
    return costate_default_floating_point()
  }

  /// Checks that every input is set.
  func checkInputs() throws(ProgramError) {
    guard missingInputs.isEmpty else {
      throw .missingInputs(missingInputs.sorted().map { plan.label($0) })
    }
  }

  var memory: WorkspaceMemory {
    WorkspaceMemory(
      arena: arena, scratch: arena + scratchStart, stride: plan.scratchByteCount + 64)
  }
}

extension Workspace {
  /// Runs the program on this thread, item by item, and counts what each executes.
  package func runCounting() throws(ProgramError) -> ExecutionCounters {
    let mode = try enter()
    defer { costate_restore_floating_point(mode) }
    var counters = ExecutionCounters()
    for kernel in plan.stages.flatMap(\.kernels) {
      for item in 0..<kernel.itemCount {
        kernel.run(item, memory.of(worker: 0))
        counters += kernel.counters(of: item)
      }
    }
    return counters
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
    try set(input.id, to: tensor, name: input.graph.storage.label(input.id.int))
  }

  /// Sets an input by its id, as threads do that share a program but no graph; see
  /// ``set(_:to:)-(Node,Tensor)``.
  public func set(_ input: NodeID, to tensor: Tensor) throws(ProgramError) {
    try set(input, to: tensor, name: plan.label(input))
  }

  private func set(
    _ input: NodeID, to tensor: Tensor, name: @autoclosure () -> String
  ) throws(ProgramError) {
    try checkNumber(of: input)
    guard let place = plan.readable[input], place.isInput else {
      throw .notAnInput(name: name())
    }
    let type = place.type
    guard tensor.elementType == type.elementType else {
      throw .elementType(name: name(), expected: type.elementType, given: tensor.elementType)
    }
    guard tensor.count == type.elementCount else {
      throw .elementCount(name: name(), expected: type.elementCount, given: tensor.count)
    }
    if let bound = plan.indexBounds[input], let indices = tensor.integers {
      try check(indices, name: name(), rowCount: bound)
    }
    tensor.withBytes { (arena + place.offset).copyBytes($0) }
    missingInputs.remove(input)
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
    return try value(of: node.id, name: node.graph.storage.label(node.id.int))
  }

  /// The value of a node by its id, as threads read it that share a program but no graph; see
  /// ``value(of:)-(Node)``.
  public func value(of node: NodeID) throws(ProgramError) -> Tensor {
    try value(of: node, name: plan.label(node))
  }

  private func value(
    of node: NodeID, name: @autoclosure () -> String
  ) throws(ProgramError) -> Tensor {
    try checkNumber(of: node)
    guard let place = plan.readable[node] else { throw .notRetained(name: name()) }
    return Tensor(copying: arena + place.offset, type: place.type)
  }

  /// The value of a floating-point scalar.
  ///
  /// - Throws: as ``value(of:)-(Node)``; ``ProgramError/elementCount(name:expected:given:)`` for a tensor.
  public func scalar(of node: Node) throws(ProgramError) -> Double {
    let tensor = try value(of: node)
    guard tensor.count == 1 else {
      throw .elementCount(
        name: node.graph.storage.label(node.id.int), expected: 1, given: tensor.count)
    }
    return tensor.doubles[0]
  }

  /// Whether ``value(of:)-(Node)`` has the value of a node of this graph.
  package func canRead(_ node: Node) -> Bool {
    node.graph.identity == plan.identity && plan.readable[node.id] != nil
  }

  private func checkGraph(of node: Node) throws(ProgramError) {
    guard node.graph.identity == plan.identity, node.id.int < plan.size.sourceNodeCount else {
      throw .unknownNode(name: node.graph.storage.label(node.id.int))
    }
  }

  private func checkNumber(of node: NodeID) throws(ProgramError) {
    guard node.int < plan.size.sourceNodeCount else {
      throw .unknownNode(name: "node #\(node.int)")
    }
  }
}
