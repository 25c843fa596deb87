import CostateExecution
import CostateGraph
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `An asynchronous run` {
  @Test(arguments: Configuration.all.filter { [1, 4].contains($0.width) })
  func `gives the specified bits`(_ configuration: Configuration) async throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [40, 30])
    let f = try tanh(x • x.transposed()).squaredNorm()
    var generator = Generator(seed: 1)
    let input = OperandSample(x.shape).tensor(x.elementType, using: &generator)
    let workspace = try Program(outputs: [f], options: configuration.options).makeWorkspace()
    try workspace.set(x, to: input)
    try await workspace.run()
    let expected = Oracle(graph, inputs: [x.id: input]).value(of: f)
    #expect(try workspace.value(of: f).bitPatterns == expected.bitPatterns)
  }

  @Test func `does not block the cooperative pool`() async throws {
    let gate = Gate()
    let graph = Graph()
    let x = try graph.input("x")
    let program = try Program(outputs: [graph.apply(gate, [x])])
    let input = x.id
    // More runs than the pool has threads: if each held one, nobody could open the gate.
    let runCount = 4 * program.report.width + 4
    try await withThrowingTaskGroup { group in
      for _ in 0..<runCount {
        group.addTask {
          let workspace = try program.makeWorkspace()
          try workspace.set(input, to: Tensor(scalar: 1, .float))
          try await workspace.run()
        }
      }
      for _ in 0..<runCount {
        await gate.arrival()
        gate.open()
      }
      try await group.waitForAll()
    }
  }

  @Test func `names the inputs that are missing`() async throws {
    let x = try Graph().input("x")
    let workspace = try Program(outputs: [exp(x)]).makeWorkspace()
    await #expect(throws: ProgramError.missingInputs(["x"])) { try await workspace.run() }
  }
}
