import CostateExecution
import CostateGraph
import CostateTransforms
import Dispatch
import Synchronization
import TestSupport
import Testing

/// A run ends, with the right bits, whoever comes to help.
@Suite struct `A run makes progress` {
  /// A graph of parallel stages with its input and output.
  private struct Example {
    let program: Program
    let input: Tensor
    let x: NodeID
    let output: NodeID
    let expected: [UInt64]

    init(width: Int) throws {
      var configuration = Configuration(level: .best, width: width)
      configuration.grain = .finest
      let graph = Graph()
      let x = try graph.input("x", shape: [40, 30])
      let f = try (tanh(x) • x.transposed()).softmax().squaredNorm()
      let adjoint = try f.adjoint(of: x)
      var generator = Generator(seed: 7)
      input = OperandSample(x.shape).tensor(x.elementType, using: &generator)
      program = try Program(outputs: [adjoint], options: configuration.options)
      expected = Oracle(graph, inputs: [x.id: input]).value(of: adjoint).bitPatterns
      (self.x, output) = (x.id, adjoint.id)
    }

    /// Whether a workspace of its own gives the right bits.
    func isReproduced(by spawner: some RegionSpawner, runCount: Int = 20) throws -> Bool {
      let workspace = try program.makeWorkspace()
      try workspace.set(x, to: input)
      for _ in 0..<runCount {
        try workspace.run(spawner: spawner)
        if try workspace.value(of: output).bitPatterns != expected { return false }
      }
      return true
    }
  }

  @Test(arguments: [2, 3, 8])
  func `when no helper ever arrives`(_ width: Int) throws {
    let example = try Example(width: width)
    #expect(try example.isReproduced(by: LoneSpawner(fromEnd: false)))
    #expect(try example.isReproduced(by: LoneSpawner(fromEnd: true)))
  }

  @Test func `when runs nest inside concurrentPerform`() throws {
    let example = try Example(width: 4)
    let results = Results(count: 8)
    DispatchQueue.concurrentPerform(iterations: results.count) { number in
      results.note((try? example.isReproduced(by: PoolSpawner())) ?? false)
    }
    #expect(results.successCount == results.count)
  }

  @Test func `when 64 threads run one program`() throws {
    let example = try Example(width: 2)
    let results = Results(count: 64)
    ThreadSpawner.run(
      (0..<results.count).map { _ in
        { results.note((try? example.isReproduced(by: PoolSpawner(), runCount: 5)) ?? false) }
      })
    #expect(results.successCount == results.count)
  }

  @Test func `when 8 workers share one processor`() throws {
    #expect(try Example(width: 8).isReproduced(by: OneProcessorSpawner(), runCount: 5))
  }
}

/// How many of some threads saw the right bits.
private final class Results: Sendable {
  let count: Int
  private let successes = Atomic<Int>(0)

  init(count: Int) { self.count = count }

  var successCount: Int { successes.load(ordering: .relaxed) }

  func note(_ isSuccess: Bool) { successes.add(isSuccess ? 1 : 0, ordering: .relaxed) }
}
