import CostateGraph
import CostateTransforms
import TestSupport
import Testing

@Suite struct `Derivative errors` {
  private let graph = Graph()
  private let x: Node

  init() throws { x = try graph.input("x", shape: [2]) }

  @Test func `a tensor has no adjoints`() {
    #expect(throws: GraphError.notScalar(name: "x", given: TensorType(.float, [2]))) {
      try x.adjoint(of: x)
    }
    #expect(throws: GraphError.notScalar(name: "x", given: TensorType(.float, [2]))) {
      try x.adjointsOfAllNodes()
    }
  }

  @Test func `integers have no adjoints`() throws {
    let indices = try graph.input("indices", shape: [3], elementType: .int32)
    let f = try x.gatheringRows(at: indices).sum()
    #expect(
      throws: GraphError.operands(
        operation: "adjoints", expected: "floating-point nodes", given: ["indices: int32[3]"])
    ) { try f.adjoint(of: indices) }
  }

  @Test func `a direction has its node's type`() throws {
    let direction = try graph.input("direction", shape: [3])
    #expect(
      throws: GraphError.operands(
        operation: "tangent", expected: "a direction of float[2]",
        given: ["direction: float[3]"])
    ) { try x.sum().tangent(along: [(node: x, direction: direction)]) }
  }

  /// A composite whose adjoint rule is wrong in a given way.
  private struct Faulty: CompositeOperation {
    enum Fault { case tooManyTerms, wrongShape }
    let fault: Fault
    var name: String { "faulty" }

    func expand(_ operands: [Node]) throws(GraphError) -> Node { try operands[0].sum() }

    func adjointTerms(_ site: AdjointSite) throws(GraphError) -> [AdjointTerm] {
      switch fault {
      case .tooManyTerms: [.zero, .zero]
      case .wrongShape: [.value(try site.cotangent.broadcast(to: [5]))]
      }
    }
  }

  @Test func `a rule with too many terms is named`() throws {
    let f = try graph.apply(Faulty(fault: .tooManyTerms), [x])
    #expect(
      throws: GraphError.adjointRule(
        operation: "faulty", expected: "a term for each of 2 operands", given: "3")
    ) { try f.adjoint(of: x) }
  }

  @Test func `a rule with a term of another shape is named`() throws {
    let f = try graph.apply(Faulty(fault: .wrongShape), [x])
    #expect(
      throws: GraphError.adjointRule(
        operation: "faulty", expected: "a term of float[2]", given: "float[5]")
    ) { try f.adjoint(of: x) }
  }
}
