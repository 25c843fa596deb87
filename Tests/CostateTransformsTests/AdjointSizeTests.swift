import CostateGraph
import CostateTransforms
import Testing

/// Counts, not times: the backward pass is linear.
@Suite struct `The adjoint graph` {
  /// A chain of products and sums: n nodes beside the input.
  private static func chain(_ count: Int) throws -> (Graph, Node, Node) {
    let graph = Graph()
    let x = try graph.input("x")
    var f = x
    for i in 0..<count { f = try i % 2 == 0 ? f * x : f + x }
    return (graph, x, f)
  }

  @Test func `of a scalar chain has about as many nodes as the chain`() throws {
    let (graph, _, f) = try Self.chain(1000)
    let before = graph.nodeCount
    _ = try f.adjointsOfAllNodes()
    #expect(graph.nodeCount - before <= before + 100)
  }

  @Test func `doubles with the graph`() throws {
    let counts = try [1000, 2000].map { count in
      let (graph, x, f) = try Self.chain(count)
      let before = graph.nodeCount + graph.edgeCount
      _ = try f.adjoint(of: x)
      return graph.nodeCount + graph.edgeCount - before
    }
    #expect(Double(counts[1]) <= 2.1 * Double(counts[0]))
  }

  @Test func `holds nothing for nodes that lead to no requested one`() throws {
    let graph = Graph()
    let (x, y) = (try graph.input("x"), try graph.input("y"))
    var unrelated = y
    for _ in 0..<100 { unrelated = try sin(unrelated) }
    let f = try x * 2 + unrelated
    let before = graph.nodeCount
    _ = try f.adjoint(of: x)
    #expect(graph.nodeCount - before <= 6)
  }
}
