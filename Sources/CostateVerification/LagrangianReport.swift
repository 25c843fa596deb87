package import CostateGraph

/// What a check of a Lagrangian found.
public struct LagrangianReport: Sendable, Hashable {
  /// |V| of f's graph.
  public let nodeCount: Int
  /// The nodes that have an adjoint.
  public let adjointCount: Int
  /// ∂L/∂λ_i = z_i − f_i(z_α(i)) over f's graph, by the operations' references.
  public let values: Residual
  /// ∂L/∂z_j over every node the adjoints are made of, by the same references.
  public let adjoints: Residual
  /// λ_j − Σ λ_i ∂f_i/∂z_j for every node, computed without the accumulations: every node's adjoint
  /// rule, added in double.
  public let sums: BoundedDifference
  /// Every node's adjoint rule against differences of its operation at its operands.
  public let rules: BoundedDifference
  /// What is wrong, each at the node to blame; empty when all is well.
  public let faults: [Fault]

  /// Whether L is stationary.
  public var holds: Bool { faults.isEmpty }
}

/// How far the equations of some nodes are from holding.
public struct Residual: Sendable, Hashable, Codable {
  /// The equations.
  public let equationCount: Int
  /// The largest distance of two sides in units in the last place: exactly 0 if all is well.
  public let ulps: Double
  /// Where that is; nil where all sides agree.
  public let place: Provenance?
}

extension StationaryPoint {
  /// Every equation at every node.
  package func report() throws(GraphError) -> LagrangianReport {
    let places = Places(self)
    let violations = violatedEquations()
    let sums = try adjointSums(places)
    let rules = adjointRules(places)
    return LagrangianReport(
      nodeCount: (0...objective).count { contains($0) },
      adjointCount: adjoints.count { $0 != nil },
      values: residual(0..<objective + 1, violations, places),
      adjoints: residual(objective + 1..<storage.nodeCount, violations, places),
      sums: sums.difference, rules: rules.difference,
      faults: faults(violations, places) + sums.faults + rules.faults)
  }

  /// The values and adjoints that are wrong themselves, by exact recomputation alone.
  package func wrongNodes() -> [Fault] { faults(violatedEquations(), Places(self)) }

  private func faults(_ violations: [Int: Violation], _ places: Places) -> [Fault] {
    origins(of: violations).compactMap { node in
      violations[node].map {
        Fault(
          equation: node <= objective ? .value : .adjoint,
          place: places.place(node, element: $0.element), expected: $0.expected,
          given: $0.given, ulps: $0.stepCount)
      }
    }
  }

  private func residual(
    _ nodes: Range<Int>, _ violations: [Int: Violation], _ places: Places
  ) -> Residual {
    let worst = violations.filter { nodes.contains($0.key) }.max {
      ($0.value.stepCount, $1.key) < ($1.value.stepCount, $0.key)
    }
    return Residual(
      equationCount: equationCount(nodes), ulps: worst?.value.stepCount ?? 0,
      place: worst.map { places.place($0.key, element: $0.value.element) })
  }
}
