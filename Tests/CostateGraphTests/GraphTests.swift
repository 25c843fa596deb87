import CostateGraph
import Testing

@Suite struct `A graph` {
  private let graph = Graph()

  @Test func `finds nodes by name`() throws {
    let x = try graph.input("x")
    let y = try exp(x).named("y")
    #expect(try graph.node(named: "x").id == x.id && graph.node(named: "y").id == y.id)
  }

  @Test func `does not know other names`() {
    #expect(throws: GraphError.unknownName("z")) { try graph.node(named: "z") }
  }

  @Test func `takes a name once`() throws {
    let x = try graph.input("x")
    #expect(throws: GraphError.duplicateName("x")) { try exp(x).named("x") }
  }

  @Test func `holds no node for an input whose name is taken`() throws {
    _ = try graph.input("x")
    #expect(throws: GraphError.duplicateName("x")) { try graph.input("x") }
    #expect(graph.nodeCount == 1)
  }

  @Test(arguments: [[-1], [2, -3], [1 << 40, 1 << 40], [Int.max, Int.max]])
  func `takes no shape that cannot be addressed`(_ extents: [Int]) {
    #expect(throws: GraphError.shape(name: "x", Shape(extents))) {
      try graph.input("x", shape: Shape(extents))
    }
  }

  @Test func `counts nodes and edges`() throws {
    let x = try graph.input("x")
    _ = try x * x + x
    #expect(graph.nodeCount == 3 && graph.edgeCount == 4)
  }

  @Test func `holds equal operations and types once`() throws {
    let x = try graph.input("x")
    for _ in 0..<100 { _ = try exp(x) * 2 }
    #expect(graph.storage.operations.count == 3 && graph.storage.types.count == 1)
  }

  @Test func `of a million scalar nodes takes at most 32 bytes a node`() throws {
    let x = try graph.input("x")
    var y = x
    for _ in 1..<1_000_000 { y = try y * x }
    let bytesPerNode = Double(graph.storage.stateByteCount) / Double(graph.nodeCount)
    #expect(bytesPerNode <= 32)
  }

  @Test func `is a snapshot where its storage is taken`() throws {
    let x = try graph.input("x")
    let snapshot = graph.storage
    _ = try exp(x)
    #expect(snapshot.nodeCount == 1 && graph.nodeCount == 2)
  }
}
