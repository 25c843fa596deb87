import Costate

/// Adjoints against central differences, in double precision.
///
/// For a sampled element x of a node, that node becomes an input, and
/// D(h) = (f(x + h) − f(x − h)) / 2h is compared with its adjoint λ. The bound is
/// |D(2h) − D(h)|, three times the error of order h², and δ/h, where the rounding error δ of f is
/// itself bounded by the adjoints: δ ≤ u Σᵢ cᵢ |λᵢ zᵢ|, with cᵢ the operations behind an element
/// of zᵢ. To first order, and short of cancellation inside one operation.
///
/// - Source: Linnainmaa (1976), "Taylor expansion of the accumulated rounding error",
///   doi 10.1007/bf01931367.
struct CentralDifferences {
  private let run: StationaryPoint
  private let inputs: [(node: Int, value: Tensor)]
  /// δ.
  private let rounding: Double

  init(_ problem: Problem) throws {
    let wide = try problem.converted(to: .double)
    run = try wide.stationaryPoint()
    inputs = wide.inputs.map { ($0.node.id.int, $0.value) }
    rounding = 0x1p-53 * run.conditionSum
  }

  /// Compares one element each of some inputs and some intermediate nodes, chosen by a seed.
  func compare(
    sampleCount: Int, seed: UInt64, _ step: (Int) -> Void
  ) throws -> BoundedDifference {
    var numbers = RandomNumbers(seed: seed)
    let candidates = (0..<run.objective).filter { node in
      run.adjoints[node] != nil && run.storage.type(node).elementCount > 0
        && !(run.storage.operation(node) is Constant)
    }
    let sources = candidates.filter { run.storage.operation($0) is Input }
    let intermediates = candidates.filter { !(run.storage.operation($0) is Input) }
    var difference = BoundedDifference()
    for sample in 0..<2 * sampleCount {
      step(sample)
      let nodes = sample % 2 == 0 ? sources : intermediates
      if nodes.isEmpty { continue }
      let node = nodes[numbers.next(below: nodes.count)]
      let element = numbers.next(below: run[node].count)
      try compare(node, element, &difference)
    }
    return difference
  }

  private func compare(
    _ node: Int, _ element: Int, _ difference: inout BoundedDifference
  ) throws {
    guard let adjoint = run.adjoint(node) else { return }
    let graph = try run.storage.converted(
      to: .double, through: run.objective, replacing: node)
    let f = graph.node(NodeID(run.objective))
    let workspace = try Program(outputs: [f]).makeWorkspace()
    for (input, value) in inputs { try workspace.set(graph.node(NodeID(input)), to: value) }
    var elements = run[node].doubles
    let x = elements[element]
    // Large enough that the error of order h² shows against rounding, in steps that are exact.
    let h = 0x1p-14 * max(1, x.magnitude)
    func objective(at x: Double) throws -> Double {
      elements[element] = x
      try workspace.set(
        graph.node(NodeID(node)),
        to: Tensor(.double(elements), shape: run[node].shape))
      try workspace.run()
      return try workspace.scalar(of: f)
    }
    let near = (try objective(at: x + h) - objective(at: x - h)) / ((x + h) - (x - h))
    let far =
      (try objective(at: x + 2 * h) - objective(at: x - 2 * h))
      / ((x + 2 * h) - (x - 2 * h))
    difference.add(
      near - adjoint.doubles[element], bound: (far - near).magnitude + rounding / h)
  }
}

extension StationaryPoint {
  /// Σᵢ cᵢ |λᵢ zᵢ|.
  fileprivate var conditionSum: Double {
    (0...objective).reduce(0) { sum, node in
      guard let adjoint = adjoint(node) else { return sum }
      let type = storage.type(node)
      let cost = storage.operation(node).cost(operands: storage.operandTypes(node), result: type)
      let depth = max(1, cost.flops / Double(max(type.elementCount, 1)))
      return zip(adjoint.doubles, self[node].doubles).reduce(sum) {
        $0 + depth * ($1.0 * $1.1).magnitude
      }
    }
  }
}
