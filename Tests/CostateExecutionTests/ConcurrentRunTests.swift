import CostateExecution
import CostateGraph
import CostateTransforms
import Dispatch
import TestSupport
import Testing

@Suite struct `One program` {
  /// A workspace for each iteration.
  ///
  /// Unchecked because no two iterations use the same workspace.
  private struct Workspaces: @unchecked Sendable {
    let workspaces: [Workspace]
  }

  @Test(arguments: Configuration.all.filter { [1, 4, 8].contains($0.width) })
  func `runs on many threads at once`(_ configuration: Configuration) throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [12, 30])
    let f = try (tanh(x) • x.transposed()).softmax().squaredNorm()
    let adjoint = try f.adjoint(of: x)
    let program = try Program(outputs: [adjoint], options: configuration.options)
    var generator = Generator(seed: 1)
    let inputs = (0..<6).map { _ in
      OperandSample(x.shape).tensor(x.elementType, using: &generator)
    }
    let workspaces = try inputs.map { input in
      let workspace = try program.makeWorkspace()
      try workspace.set(x, to: input)
      return workspace
    }
    let shared = Workspaces(workspaces: workspaces)
    DispatchQueue.concurrentPerform(iterations: inputs.count) { number in
      for _ in 0..<3 { try? configuration.run(shared.workspaces[number]) }
    }
    for (input, workspace) in zip(inputs, workspaces) {
      let expected = Oracle(graph, inputs: [x.id: input]).value(of: adjoint)
      #expect(try workspace.value(of: adjoint).bitPatterns == expected.bitPatterns)
    }
  }
}
