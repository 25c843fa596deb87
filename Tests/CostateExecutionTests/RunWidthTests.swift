import CostateExecution
import CostateGraph
import TestSupport
import Testing

private let programWidth = 4

@Suite struct `The width of a run` {
  private func workspace(width: Int) throws -> (Workspace, Node, Tensor) {
    let graph = Graph()
    let x = try graph.input("x", shape: [60, 70])
    let f = try (tanh(x) • x.transposed()).softmax().squaredNorm()
    var configuration = Configuration(level: .baseline, width: width)
    configuration.grain = .finest
    var generator = Generator(seed: 1)
    let input = OperandSample(x.shape).tensor(x.elementType, using: &generator)
    let workspace = try Program(outputs: [f], options: configuration.options).makeWorkspace()
    try workspace.set(x, to: input)
    return (workspace, f, Oracle(graph, inputs: [x.id: input]).value(of: f))
  }

  @Test(arguments: 1...programWidth)
  func `may be less than the program's`(_ width: Int) throws {
    let (workspace, f, expected) = try workspace(width: programWidth)
    try workspace.run(width: width)
    #expect(try workspace.value(of: f).bitPatterns == expected.bitPatterns)
  }

  @Test func `may change from run to run`() throws {
    let (workspace, f, expected) = try workspace(width: programWidth)
    for width in [3, 1, 4, 2] {
      try workspace.run(width: width, spawner: ThreadSpawner(seed: UInt64(width)))
      #expect(try workspace.value(of: f).bitPatterns == expected.bitPatterns)
    }
  }

  @Test(arguments: [0, -2, programWidth + 1])
  func `outside the program's is an error`(_ width: Int) throws {
    let (workspace, _, _) = try workspace(width: programWidth)
    #expect(throws: ProgramError.runWidth(given: width, programWidth: programWidth)) {
      try workspace.run(width: width)
    }
  }

  @Test func `is said with what was expected and what came`() {
    #expect(
      ProgramError.runWidth(given: 5, programWidth: 4).description
        == "run: expected 1 to 4 workers, its program's width, got 5")
  }
}
