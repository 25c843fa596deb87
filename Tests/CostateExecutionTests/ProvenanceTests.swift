import CostateExecution
import CostateGraph
import CostateTransforms
import TestSupport
import Testing

@Suite struct `A run that checks for finite values` {
  private let graph = Graph()

  private func workspace(_ outputs: Node..., retaining retention: Program.Retention = .outputs)
    throws -> Workspace
  {
    var options = Options(width: 2)
    options.checking = .nonFinite
    return try Program(outputs: outputs, retaining: retention, options: options).makeWorkspace()
  }

  private func found(_ workspace: Workspace) -> NonFiniteValue? {
    do {
      try workspace.run()
    } catch {
      if case .nonFinite(let value) = error { return value }
      Issue.record(error)
    }
    return nil
  }

  @Test func `names the earliest node and what it read`() throws {
    let x = try graph.input("x", elementType: .double)
    let root = try log(x).named("root")
    let f = try (root * root + exp(root)).named("f")
    let workspace = try workspace(f)
    try workspace.set(x, to: -2)
    #expect(found(workspace)?.description == "root at level 1 is nan: log of x = -2.0")
  }

  @Test func `names the element and the operands' elements that meet it`() throws {
    let x = try graph.input("x", shape: [2, 3])
    let y = try graph.input("y", shape: [3])
    let workspace = try workspace((x / y).sum())
    try workspace.set(x, to: [1, 2, 3, 4, 5, 6] as [Float])
    try workspace.set(y, to: [1, 0, 4] as [Float])
    #expect(
      found(workspace)?.description
        == "divide #2 [0, 1] at level 1 is infinity: divide of x = 2.0, y = 0.0")
  }

  @Test func `names the range of operands that are read as a whole`() throws {
    let x = try graph.input("x", shape: [2, 2])
    let workspace = try workspace((x • x).named("square"))
    try workspace.set(x, to: [3e38, 0, 1, -3e38] as [Float])
    #expect(
      found(workspace)?.operands.allSatisfy {
        $0.range == -Double(3e38 as Float)...Double(3e38 as Float)
      }
        == true)
  }

  @Test func `names an adjoint whose value is finite`() throws {
    let x = try graph.input("x", elementType: .double)
    let root = try sqrt(x)
    let adjoint = try root.adjoint(of: x)
    let workspace = try workspace(root, adjoint)
    try workspace.set(x, to: 0)
    let value = try #require(found(workspace))
    #expect(value.kind == .infinity)
    #expect(value.node > root.id)
  }

  @Test func `names an input that was not finite`() throws {
    let x = try graph.input("x")
    let workspace = try workspace(x + 1)
    try workspace.set(x, to: -.infinity)
    #expect(found(workspace)?.description == "x at level 0 is -infinity: input")
  }

  @Test func `is the node that the specification makes non-finite first`() throws {
    for seed in 1...30 {
      let random = try RandomGraph(seed: UInt64(seed))
      var options = Options(width: 2)
      options.checking = .nonFinite
      let workspace = try Program(
        outputs: random.outputs, retaining: .all, options: options
      ).makeWorkspace()
      for (node, tensor) in random.inputs { try workspace.set(node, to: tensor) }
      let values = Oracle(random.graph, inputs: random.inputs).values
      let expected = values.firstIndex { value in
        value.elementType.isFloatingPoint && !value.doubles.allSatisfy(\.isFinite)
      }
      #expect(
        try workspace.firstNonFinite()?.node == expected.map { NodeID($0) })
    }
  }

  @Test func `passes what is finite`() throws {
    let x = try graph.input("x")
    let workspace = try workspace(exp(x))
    try workspace.set(x, to: 1)
    #expect(found(workspace) == nil)
  }

  @Test func `looks at every node that is retained`() throws {
    let x = try graph.input("x", elementType: .double)
    let hidden = try (1 / x).named("hidden")
    let f = try 1 / hidden
    let (outputs, all) = (try workspace(f), try workspace(f, retaining: .all))
    try outputs.set(x, to: 0)
    try all.set(x, to: 0)
    #expect(found(outputs) == nil)
    #expect(found(all)?.node == hidden.id)
  }
}

@Suite struct `A checked step` {
  private let graph = Graph()
  private let w: Node
  private let program: Program
  private let workspace: Workspace

  /// w ← w², which overflows.
  init() throws {
    w = try graph.input("w", shape: [3])
    let square = try (w * w).named("square")
    try graph.update(w, to: square)
    var options = Options()
    options.checking = .nonFinite
    program = try Program(outputs: [square.sum()], options: options)
    workspace = try program.makeWorkspace()
    try workspace.set(w, to: [1, 1e10, 2] as [Float])
  }

  @Test func `writes no update that is not finite`() throws {
    try workspace.run()
    #expect(throws: ProgramError.self) { try workspace.run() }
    #expect(try workspace.value(of: w).doubles == [1, Double(Float(1e10) * Float(1e10)), 4])
  }

  @Test func `finds the node by the inputs from before the update`() throws {
    try workspace.run()
    let square = Double(Float(1e10) * Float(1e10))
    do throws(ProgramError) {
      try workspace.run()
      Issue.record("a run with an infinite value passed")
    } catch {
      #expect(
        error.description
          == "run: square [1] at level 1 is infinity: multiply of w = \(square), w = \(square)")
    }
  }

  @Test func `whose updates were written finds what the next one would meet`() throws {
    try workspace.run()
    #expect(try workspace.firstNonFinite()?.label == "square")
  }

  @Test func `runs again once its inputs are as they should be`() throws {
    try workspace.run()
    #expect(throws: ProgramError.self) { try workspace.run() }
    try workspace.set(w, to: [1, 3, 2] as [Float])
    try workspace.run()
    #expect(try workspace.value(of: w).doubles == [1, 9, 4])
  }

  @Test func `is said by an asynchronous run too`() async throws {
    try await workspace.run()
    await #expect(throws: ProgramError.self) { try await workspace.run() }
  }

  @Test func `needs a program that was compiled for it`() throws {
    let workspace = try Program(outputs: [w * 2]).makeWorkspace()
    try workspace.set(w, to: [1, 2, 3] as [Float])
    #expect(throws: ProgramError.checkingOff) { try workspace.firstNonFinite() }
  }
}
