import CostateGraph
import CostateTransforms
import CostateVerification
import TestSupport
import Testing

/// λ_j = ∂f/∂z_j for every node j of any graph, layered or not.
@Suite struct `The adjoint of every node` {
  private static let seeds = Seeds.first(4)

  /// f as a function of one node's value: the node is an input of the same number.
  private static func replacing(
    _ node: Int, in point: StationaryPoint, _ type: ElementType
  ) throws -> Graph {
    try point.storage.converted(to: type, through: point.objective, replacing: node)
  }

  @Test(arguments: seeds, RandomFunction.Form.allCases)
  func `is bit for bit the adjoint of an input in the node's place`(
    _ seed: UInt64, _ form: RandomFunction.Form
  ) throws {
    for type in [ElementType.float, .double] {
      let function = try RandomFunction(seed: seed, form, type)
      let point = try function.stationaryPoint()
      for node in 0..<point.objective {
        let graph = try Self.replacing(node, in: point, type)
        let adjoint = try graph.node(NodeID(point.objective)).adjoint(of: graph.node(NodeID(node)))
        var inputs = function.inputs
        inputs[NodeID(node)] = point[node]
        let value = Oracle(graph, inputs: inputs).value(of: adjoint)
        #expect(value.bitPatterns == point.adjoint(node)?.bitPatterns)
      }
    }
  }

  @Test(arguments: seeds, RandomFunction.Form.allCases)
  func `equals differences of f by the node`(
    _ seed: UInt64, _ form: RandomFunction.Form
  ) throws {
    let function = try RandomFunction(seed: seed, form, .double)
    let adjoints = try function.f.adjointsOfAllNodes()
    let nodes = adjoints.keys.sorted().map { function.graph.node($0) }
    #expect(
      DerivativeCheck.firstFailure(
        of: function.f, by: nodes, adjoints: nodes.compactMap { adjoints[$0.id] },
        function.inputs) == nil)
  }

  /// f is a polynomial in the element of a node. For a degree of at most 6 the derivative at 0 is
  /// (45 (f(1) − f(−1)) − 9 (f(2) − f(−2)) + f(3) − f(−3)) / 60, and whole numbers are not rounded.
  @Test(arguments: RandomFunction.Form.allCases, [ElementType.float, .double])
  func `is exactly the derivative of a polynomial`(
    _ form: RandomFunction.Form, _ type: ElementType
  ) throws {
    var comparisonCount = 0
    for seed in Seeds.first(10) {
      let function = try RandomFunction(seed: seed, form, type, .integers)
      let point = try function.stationaryPoint()
      guard point.isExact else { continue }
      for node in 0..<point.objective {
        let graph = try Self.replacing(node, in: point, type)
        guard graph.storage.degree(of: point.objective, in: node) <= 6,
          let adjoint = point.adjoint(node)
        else { continue }
        let element = Int(seed) % point[node].count
        func f(_ distance: Double) -> Double? {
          var elements = point[node].doubles
          elements[element] += distance
          var inputs = function.inputs
          inputs[NodeID(node)] = Tensor(rounding: elements, to: point[node].type)
          let values = Oracle(graph, inputs: inputs).values
          return values.allSatisfy(\.isExact) ? values[point.objective].doubles[0] : nil
        }
        func difference(_ distance: Double) -> Double? {
          f(distance).flatMap { above in f(-distance).map { above - $0 } }
        }
        guard let near = difference(1), let middle = difference(2), let far = difference(3) else {
          continue
        }
        #expect(adjoint.doubles[element] * 60 == 45 * near - 9 * middle + far)
        comparisonCount += 1
      }
    }
    #expect(comparisonCount >= 20)
  }
}

extension GraphStorage {
  /// A bound of the degree of a node's elements as polynomials in an element of another.
  fileprivate func degree(of node: Int, in variable: Int) -> Int {
    var degrees: [Int] = []
    for i in 0...node {
      let own = operands(i).map { degrees[Int($0)] }
      let operation = operation(i)
      let isProduct =
        operation is Multiply || operation is MatrixProduct || operation is Dot
      degrees.append(i == variable ? 1 : isProduct ? own.reduce(0, +) : own.max() ?? 0)
    }
    return degrees[node]
  }
}
