import CostateExecution
import CostateGraph
import CostateTransforms
import TestSupport
import Testing

/// The sine and the cosine of one operand are computed side by side, where there are many of them.
@Suite struct `Sines with cosines` {
  /// Functions of `count` angles: every angle's sine, every second one's cosine, every third one's
  /// negated sine.
  private static func sum(
    count: Int, _ elementType: ElementType
  ) throws -> (graph: Graph, sum: Node, angles: [Node], inputs: [NodeID: Tensor]) {
    let graph = Graph()
    var inputs: [NodeID: Tensor] = [:]
    var angles: [Node] = []
    var terms: [Node] = []
    for i in 0..<count {
      let angle = try graph.input("x\(i)", elementType: elementType)
      inputs[angle.id] = Tensor(scalar: Double(i * i) * 0.37 - 40, elementType)
      angles.append(angle)
      terms.append(try sin(angle))
      if i % 2 == 0 { terms.append(try cos(angle)) }
      if i % 3 == 0 { terms.append(try -sin(angle)) }
    }
    var sum = terms[0]
    for term in terms.dropFirst() { sum = try sum * 0.75 + term }
    return (graph, sum, angles, inputs)
  }

  @Test(arguments: [1, 23, 24, 25, 47, 48, 300, 9000], [ElementType.float, .double])
  func `of scalars have the reference's values and adjoints`(
    _ count: Int, _ elementType: ElementType
  ) throws {
    let (graph, sum, angles, inputs) = try Self.sum(count: count, elementType)
    let results = try [sum] + sum.adjoints(of: angles)
    #expect(try Oracle(graph, inputs: inputs).firstDifference(results) == nil)
  }

  @Test func `of a tensor have the reference's values`() throws {
    let graph = Graph()
    let x = try graph.input("x", shape: [700], elementType: .double)
    let angles = (0..<700).map { Double($0 * $0) * 0.01 - 9 }
    let inputs = [x.id: try Tensor(.double(angles), shape: [700])]
    let product = try sin(x) * cos(x) + sin(x) * 0.5
    let slope = try product.sum().adjoint(of: x)
    #expect(try Oracle(graph, inputs: inputs).firstDifference([product, slope]) == nil)
  }
}
