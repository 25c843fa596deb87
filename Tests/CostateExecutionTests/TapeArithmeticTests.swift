import CostateExecution
import CostateGraph
import TestSupport
import Testing

/// A few scalars run on a tape, where arithmetic is written as fused multiply-adds.
@Suite struct `Arithmetic on a tape` {
  private static let edges: [Double] = [
    0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1.5, 0x1.8p-600,
  ]

  @Test(arguments: edges, edges)
  func `has the bits of separate operations`(_ x: Double, _ y: Double) throws {
    let graph = Graph()
    let a = try graph.input("a", elementType: .double)
    let b = try graph.input("b", elementType: .double)
    let inputs = [
      a.id: Tensor(scalar: x, .double), b.id: Tensor(scalar: y, .double),
    ]
    let results = try [a * b, a + b, a - b, -a]
    #expect(try Oracle(graph, inputs: inputs).firstDifference(results) == nil)
  }

  @Test(arguments: edges, edges)
  func `has the same bits where an operation reads what the one before computed`(
    _ x: Double, _ y: Double
  ) throws {
    let operations: [(Node, Node) throws -> Node] = [
      { try $0 * $1 }, { try $1 * $0 }, { try $0 + $1 }, { try $1 + $0 }, { try $0 - $1 },
      { try $1 - $0 }, { last, _ in try last * last }, { last, _ in try last - last },
      { last, _ in try -last },
      { try $0.graph.apply(FusedMultiplyAdd(), [$1, $1, $0]) },
      { last, _ in try last.graph.apply(FusedMultiplyAdd(), [last, last, last]) },
    ]
    for operation in operations {
      let graph = Graph()
      let a = try graph.input("a", elementType: .double)
      let b = try graph.input("b", elementType: .double)
      let inputs = [
        a.id: Tensor(scalar: x, .double), b.id: Tensor(scalar: y, .double),
      ]
      let result = try operation(a * b, b)
      #expect(try Oracle(graph, inputs: inputs).firstDifference([result]) == nil)
    }
  }
}
