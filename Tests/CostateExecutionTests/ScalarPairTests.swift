import CostateExecution
import CostateGraph
import CostateTransforms
import TestSupport
import Testing

extension Graph {
  /// Scalar inputs, and the value of each by its number.
  fileprivate func scalarInputs(
    count: Int, _ elementType: ElementType, _ value: (Int) -> Double
  ) throws -> (nodes: [Node], values: [NodeID: Tensor]) {
    let nodes = try (0..<count).map { try input("x\($0)", elementType: elementType) }
    let values = nodes.enumerated().map { ($1.id, Tensor(scalar: value($0), elementType)) }
    return (nodes, Dictionary(uniqueKeysWithValues: values))
  }
}

/// The sine and the cosine of one operand are computed side by side, where there are many of them.
@Suite struct `Sines with cosines` {
  /// Functions of `count` angles: every angle's sine, every second one's cosine, every third one's
  /// negated sine.
  private static func sum(
    count: Int, _ elementType: ElementType
  ) throws -> (graph: Graph, sum: Node, angles: [Node], inputs: [NodeID: Tensor]) {
    let graph = Graph()
    let (angles, inputs) = try graph.scalarInputs(count: count, elementType) {
      Double($0 * $0) * 0.37 - 40
    }
    var terms: [Node] = []
    for (i, angle) in angles.enumerated() {
      terms.append(try sin(angle))
      if i % 2 == 0 { terms.append(try cos(angle)) }
      if i % 3 == 0 { terms.append(try -sin(angle)) }
    }
    var sum = terms[0]
    for term in terms.dropFirst() { sum = try sum * 0.75 + term }
    return (graph, sum, angles, inputs)
  }

  @Test(arguments: [1, 15, 16, 17, 31, 32, 300, 1100], [ElementType.float, .double])
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

/// A function and what is computed of it alone, its partial derivative mostly, are computed in one
/// pass, where there are many of them.
@Suite struct `Functions with functions of them` {
  /// Functions of `count` scalars, and of these functions others: in later levels, of which not all
  /// have a partner, and sines and cosines, which keep to each other.
  private static func sum(
    count: Int, _ elementType: ElementType
  ) throws -> (graph: Graph, sum: Node, variables: [Node], inputs: [NodeID: Tensor]) {
    let graph = Graph()
    let (variables, inputs) = try graph.scalarInputs(count: count, elementType) {
      Double($0 % 97) * 0.07 - 3
    }
    var terms: [Node] = []
    for (i, x) in variables.enumerated() {
      let y = try tanh(x)
      terms.append(i % 5 == 0 ? try exp(y) : y)
      if i % 2 == 0 { terms += [try sin(y) * cos(y), try abs(log(sigmoid(y)))] }
      if i % 3 == 0 { terms.append(try erf(-sqrt(exp(x)))) }
    }
    while terms.count > 1 {
      terms = try stride(from: 0, to: terms.count, by: 2).map {
        $0 + 1 < terms.count ? try terms[$0] * 0.75 + terms[$0 + 1] : terms[$0]
      }
    }
    return (graph, terms[0], variables, inputs)
  }

  @Test(arguments: [1, 15, 16, 40, 300, 1100], [ElementType.float, .double])
  func `have the reference's values and adjoints`(
    _ count: Int, _ elementType: ElementType
  ) throws {
    let (graph, sum, variables, inputs) = try Self.sum(count: count, elementType)
    let results = try [sum] + sum.adjoints(of: variables)
    #expect(try Oracle(graph, inputs: inputs).firstDifference(results) == nil)
  }

  @Test func `keep apart the types of one graph`() throws {
    let graph = Graph()
    var inputs: [NodeID: Tensor] = [:]
    var results: [Node] = []
    for i in 0..<200 {
      let type: ElementType = i % 2 == 0 ? .float : .double
      let x = try graph.input("x\(i)", elementType: type)
      inputs[x.id] = Tensor(scalar: Double(i) * 0.02 - 2, type)
      let y = try tanh(x)
      results += try [exp(-y), y.adjoint(of: x)]
    }
    #expect(try Oracle(graph, inputs: inputs).firstDifference(results) == nil)
  }

  /// All scalars of two levels run with those before; these levels then have nothing to do.
  @Test func `leave levels empty`() throws {
    let graph = Graph()
    let (x, inputs) = try graph.scalarInputs(count: 200, .float) { Double($0) * 0.01 - 1 }
    func joined(_ nodes: [Node]) throws -> [Node] {
      try nodes.indices.map { try nodes[$0] * nodes[($0 + 1) % nodes.count] }
    }
    let inner = try joined(joined(x)).map { try exp(tanh($0)) }
    let results = try joined(inner).map { try expm1(erf($0)) }
    #expect(try Oracle(graph, inputs: inputs).firstDifference(results) == nil)
  }

  /// The value and the derivative, and the derivative times the adjoint of the value.
  @Test(arguments: [16, 1_000]) func `read one index for both`(_ count: Int) throws {
    let graph = Graph()
    let x = try (0..<count).map { try graph.input("x\($0)", elementType: .double) }
    let y = try x.map { try tanh($0) }
    let outputs = try y + zip(x, y).map { x, y in try y.adjoint(of: x) }
    let workspace = try Program(outputs: outputs, options: Options(width: 1)).makeWorkspace()
    for node in x { try workspace.set(node, to: 0.5) }
    let counters = try workspace.runCounting()
    #expect(counters.edgeVisits == 4 * count)
    #expect(counters.codeBytes == 4 * 3 * count)
  }
}
