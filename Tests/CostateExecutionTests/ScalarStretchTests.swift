import CostateExecution
import CostateGraph
import TestSupport
import Testing

/// Levels of scalars from one node to more than are shared, with both element types side by side.
@Suite struct `Levels of scalars` {
  @Test(arguments: [1, 15, 16, 17, 23, 24, 40, 300, 5000])
  func `of any width have the reference's values`(_ width: Int) throws {
    let graph = Graph()
    var inputs: [NodeID: Tensor] = [:]
    var results: [Node] = []
    for elementType in [ElementType.float, .double] {
      var nodes: [Node] = []
      for i in 0..<width {
        let node = try graph.input("\(elementType)\(i)", elementType: elementType)
        inputs[node.id] = Tensor(scalar: 0.5 + Double(i % 97) / 100, elementType)
        nodes.append(node)
      }
      for level in 1...3 {
        nodes = try (0..<width).map { i in
          let other = nodes[(i * 7 + level) % width]
          switch (i + level) % 4 {
          case 0: return try nodes[i] * other
          case 1: return try nodes[i] - other
          case 2: return try sin(nodes[i])
          default: return try exp(nodes[i] * 0.25)
          }
        }
      }
      results += nodes
    }
    #expect(try Oracle(graph, inputs: inputs).firstDifference(results) == nil)
  }

  @Test func `are merged where none is worth sharing`() throws {
    let graph = Graph()
    var x = try graph.input("x")
    for _ in 0..<100 { x = try sin(x) * x }
    let report = try Program(outputs: [x]).report
    #expect(report.depth == 200 && report.levels.count == 1)
  }
}
