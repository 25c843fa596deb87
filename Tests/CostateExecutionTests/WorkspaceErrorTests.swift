import CostateExecution
import CostateGraph
import TestSupport
import Testing

@Suite struct `Workspace errors` {
  private let graph = Graph()
  private let x: Node
  private let y: Node
  private let hidden: Node
  private let output: Node
  private let workspace: Workspace

  init() throws {
    x = try graph.input("x", shape: [2, 3])
    y = try graph.input("y", shape: [3])
    hidden = try exp(x).named("hidden")
    output = try (hidden * y).sum().named("output")
    workspace = try Program(outputs: [output]).makeWorkspace()
  }

  @Test func `a run names the inputs that are missing`() throws {
    #expect(throws: ProgramError.missingInputs(["x", "y"])) { try workspace.run() }
    try workspace.set(x, to: [Float](repeating: 0, count: 6))
    #expect(throws: ProgramError.missingInputs(["y"])) { try workspace.run() }
  }

  @Test func `another number of elements says both numbers`() {
    #expect(throws: ProgramError.elementCount(name: "x", expected: 6, given: 5)) {
      try workspace.set(x, to: [Float](repeating: 0, count: 5))
    }
  }

  @Test func `another element type says both types`() {
    #expect(throws: ProgramError.elementType(name: "x", expected: .float, given: .double)) {
      try workspace.set(x, to: [Double](repeating: 0, count: 6))
    }
  }

  @Test func `a computed node is not an input`() {
    #expect(throws: ProgramError.notAnInput(name: "output")) { try workspace.set(output, to: 0) }
  }

  @Test func `a node that simplification makes an input is not one`() throws {
    let twice = try -(-y)
    let workspace = try Program(outputs: [twice]).makeWorkspace()
    #expect(throws: ProgramError.notAnInput(name: "negate #\(twice.id.int)")) {
      try workspace.set(twice, to: [Float](repeating: 0, count: 3))
    }
  }

  @Test func `a value that was fused away is not retained`() {
    #expect(throws: ProgramError.notRetained(name: "hidden")) { try workspace.value(of: hidden) }
  }

  @Test func `a value that no output needs is not retained`() throws {
    let unused = try exp(y)
    let workspace = try Program(outputs: [output]).makeWorkspace()
    #expect(throws: ProgramError.notRetained(name: "exp #\(unused.id.int)")) {
      try workspace.value(of: unused)
    }
  }

  @Test func `a node younger than the program is unknown`() throws {
    let late = try exp(y)
    #expect(throws: ProgramError.unknownNode(name: "exp #\(late.id.int)")) {
      try workspace.value(of: late)
    }
  }

  @Test func `another graph's node is unknown`() throws {
    let other = try Graph().input("other", shape: [3])
    #expect(throws: ProgramError.unknownNode(name: "other")) { try workspace.value(of: other) }
    #expect(throws: ProgramError.unknownNode(name: "other")) {
      try workspace.set(other, to: [Float](repeating: 0, count: 3))
    }
  }

  @Test func `a rejected tensor leaves the old value`() throws {
    try workspace.set(y, to: [1, 2, 3] as [Float])
    #expect(throws: ProgramError.self) { try workspace.set(y, to: [4, 5] as [Float]) }
    #expect(try workspace.value(of: y).doubles == [1, 2, 3])
  }

  @Test func `the scalar of a tensor says how many elements it has`() throws {
    #expect(throws: ProgramError.elementCount(name: "y", expected: 1, given: 3)) {
      try workspace.scalar(of: y)
    }
  }

  @Test func `messages say what was expected and what came`() {
    #expect(
      ProgramError.elementCount(name: "x", expected: 6, given: 5).description
        == "x: expected 6 elements, got 5")
    #expect(
      ProgramError.missingInputs(["x", "y"]).description
        == "run: expected every input to be set, missing x, y")
  }
}

@Suite struct RetentionTests {
  @Test func `named nodes can be retained, others not`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [3])
    let named = try (x * 2).named("twice")
    let unnamed = try named + 1
    let f = try unnamed.sum()
    let program = try Program(outputs: [f], retaining: .named)
    let workspace = try program.makeWorkspace()
    try workspace.set(x, to: [1, 2, 3] as [Float])
    try workspace.run()
    #expect(try workspace.value(of: named).doubles == [2, 4, 6])
    #expect(throws: ProgramError.self) { try workspace.value(of: unnamed) }
  }

  @Test func `threads share a program by the ids of its nodes`() async throws {
    let graph = Graph()
    let x = try graph.input("x", elementType: .double)
    let f = try x * x
    let program = try Program(outputs: [f])
    let (input, output) = (x.id, f.id)
    let squares = try await withThrowingTaskGroup(of: Double.self) { group in
      for i in 1...8 {
        group.addTask {
          let workspace = try program.makeWorkspace()
          try workspace.set(input, to: Tensor(scalar: Double(i), .double))
          try await workspace.run()
          return try workspace.value(of: output).doubles[0]
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(squares == 204)
  }
}
