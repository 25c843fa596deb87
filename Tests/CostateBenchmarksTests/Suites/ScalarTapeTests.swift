import Costate
import Testing

@testable import CostateBenchmarks

@Suite struct ScalarTapeTests {
  /// The operations as a program in another process applies them.
  private static let operations: [@Sendable (Double, Double) throws -> Double] = [
    { $0 + $1 }, { $0 - $1 }, { $0 * $1 }, { $0 / $1 }, { a, _ in -a },
    { a, _ in try evaluate([a]) { try sin($0) }[0] },
    { a, _ in try evaluate([a]) { try cos($0) }[0] },
    { a, _ in try evaluate([a]) { try exp($0) }[0] },
    { a, _ in try evaluate([a]) { try log($0) }[0] },
    { a, _ in a.squareRoot() },
    { a, _ in try evaluate([a]) { try erf($0) }[0] },
  ]

  /// f by the tape's bytes.
  private func replay(_ bytes: [UInt8]) throws -> Double {
    var position = 0
    func next<Number: FixedWidthInteger>(_: Number.Type) -> Number {
      defer { position += MemoryLayout<Number>.size }
      return bytes[position...].prefix(MemoryLayout<Number>.size).reversed()
        .reduce(0) { $0 << 8 | Number($1) }
    }
    let counts = (0..<3).map { _ in Int(next(UInt64.self)) }
    var z = (0..<counts[0] + counts[1]).map { _ in Double(bitPattern: next(UInt64.self)) }
    for _ in 0..<counts[2] {
      let (code, a, b) = (next(UInt32.self), next(UInt32.self), next(UInt32.self))
      z.append(try Self.operations[Int(code)](z[Int(a)], z[Int(b)]))
    }
    #expect(position == bytes.count)
    return try #require(z.last)
  }

  static let problems: [@Sendable () throws -> Problem] = [
    { try chain(statementCount: 20) }, { try blackScholes(sampleCount: 3) },
    { try pendulum(stepCount: 5) }, { try leastSquares(rowCount: 4, columnCount: 3) },
  ]

  @Test(arguments: problems.indices)
  func `a tape gives the value of its graph`(_ index: Int) throws {
    let problem = try Self.problems[index]()
    let workspace = try problem.workspace(for: Program(outputs: [problem.objective]))
    try workspace.run()
    let tape = try #require(ScalarTape(problem))
    let value = try replay(tape.peerProblem.bytes)
    #expect(try workspace.scalar(of: problem.objective) == value)
  }

  @Test func `a graph with an operation that peers do not know has no tape`() throws {
    let graph = Graph()
    let x = try graph.input("x", elementType: .double)
    let problem = Problem(
      graph: graph, objective: try tanh(x), variables: [x],
      inputs: [(x, Tensor(scalar: 1, .double))])
    #expect(ScalarTape(problem)?.operationCount == nil)
  }
}
