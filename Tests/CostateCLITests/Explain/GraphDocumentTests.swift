import Costate
import Testing

@testable import CostateCLI

@Suite struct `A graph in Graphviz's language` {
  private let graph = Graph()

  @Test func `puts each level on a rank of its own`() throws {
    let x = try graph.input("x")
    let y = try sin(x)
    let text = try GraphDocument(title: "t", [y * exp(x)]).text
    #expect(text.contains("{ rank=same; n0; }"))
    #expect(text.contains("{ rank=same; n1; n2; }"))
    #expect(text.contains("{ rank=same; n3; }"))
  }

  @Test func `draws each edge once`() throws {
    let x = try graph.input("x")
    let text = try GraphDocument(title: "t", [sin(x) * x]).text
    #expect(text.split(separator: "\n").filter { $0.contains("->") }.count == 3)
  }

  @Test func `leaves out what the outputs do not depend on`() throws {
    let x = try graph.input("x")
    _ = try exp(x)
    #expect(try !GraphDocument(title: "t", [sin(x)]).text.contains("exp"))
  }

  @Test func `escapes names`() throws {
    let x = try graph.input(#"a "b" \c"#)
    #expect(try GraphDocument(title: "t", [x]).text.contains(#"a \"b\" \\c"#))
  }

  @Test func `refuses more nodes than people can read`() throws {
    var node = try graph.input("x")
    for _ in 0..<GraphDocument.maximumNodeCount { node = try sin(node) }
    let nodeCount = GraphDocument.maximumNodeCount + 1
    #expect(throws: GraphDocumentError(nodeCount: nodeCount)) {
      try GraphDocument(title: "t", [node])
    }
    #expect(
      GraphDocumentError(nodeCount: 2001).description
        == "--dot: expected a graph of at most 2000 nodes, got 2001")
  }
}
