import CostateExecution
import CostateGraph
import Testing

/// A product and a sine per column of a level: 2 operations and 3 edges.
@Suite struct `A counting run` {
  private func counters(columns: Int, width: Int = 1) throws -> ExecutionCounters {
    let graph = Graph()
    let x = try (0..<columns).map { try graph.input("x\($0)", elementType: .double) }
    let outputs = try (0..<columns).map { try sin(x[$0] * x[($0 + 1) % columns]) }
    let workspace = try Program(outputs: outputs, options: Options(width: width)).makeWorkspace()
    for node in x { try workspace.set(node, to: 0.5) }
    return try workspace.runCounting()
  }

  @Test(arguments: [3, 100, 10_000])
  func `counts each operation, edge and byte once`(_ columns: Int) throws {
    let counters = try counters(columns: columns)
    #expect(counters.operations == 2 * columns)
    #expect(counters.edgeVisits == 3 * columns)
    #expect(counters.bytes == 8 * 5 * columns)
  }

  @Test func `counts the same however its items are cut`() throws {
    #expect(try counters(columns: 100_000) == counters(columns: 100_000, width: 4))
  }

  @Test func `needs every input`() throws {
    let graph = Graph()
    let x = try graph.input("x")
    let workspace = try Program(outputs: [sin(x)]).makeWorkspace()
    #expect(throws: ProgramError.missingInputs(["x"])) { try workspace.runCounting() }
  }
}
