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
    #expect(graph.storage.kinds.count == 3 && graph.storage.types.count == 1)
  }

  @Test(arguments: [1_000_000, 1_100_000])
  func `of a million scalar nodes takes 16 bytes a node`(_ nodeCount: Int) throws {
    let x = try graph.input("x")
    var y = x
    for _ in 1..<nodeCount { y = try y * x }
    #expect(Double(graph.storage.stateByteCount) <= 16.1 * Double(nodeCount))
  }

  @Test func `is a snapshot where its storage is taken`() throws {
    let x = try graph.input("x")
    let snapshot = graph.storage
    _ = try exp(x)
    #expect(snapshot.nodeCount == 1 && graph.nodeCount == 2)
  }
}
