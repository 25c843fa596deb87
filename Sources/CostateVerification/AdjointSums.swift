import CostateGraph

extension StationaryPoint {
  /// λ_j against Σ λ_i ∂f_i/∂z_j for every node, without the accumulations the engine made of it.
  ///
  /// Each successor's adjoint rule is applied to its values in a graph of its own, evaluated by the
  /// reference interpreter, and its terms are added in double. The bound is that of a sum of n
  /// rounded products in any order, `2 (n + 2) u Σ |terms|` for the engine's sum and this one
  /// together, u the unit roundoff of the node's type.
  ///
  /// One wrong λ_j is named, and nothing else: only its own equation and those of its operands read
  /// it, so of the violated ones it is the node none of whose successors' sums is violated.
  ///
  /// - Source: Higham (2002), "Accuracy and Stability of Numerical Algorithms", chapter 4,
  ///   doi 10.1137/1.9780898718027.
  func adjointSums(
    _ places: Places
  ) throws(GraphError) -> (difference: BoundedDifference, faults: [Fault]) {
    var difference = BoundedDifference()
    let violations = violations(of: try successorSums(), places, &difference)
    var readsWrong: Set<Int> = []
    for node in violations.keys { readsWrong.formUnion(storage.operands(node).map { Int($0) }) }
    let faults = violations.filter { !readsWrong.contains($0.key) }.sorted { $0.key > $1.key }
      .map { node, violation in
        Fault(
          equation: .sum, place: places.place(node, element: violation.element),
          expected: violation.expected, given: violation.given, ulps: violation.stepCount)
      }
    return (difference, faults)
  }

  /// Every node whose adjoint is farther from its sum than rounding explains, with the first such
  /// element.
  private func violations(
    of sums: ElementSums, _ places: Places, _ difference: inout BoundedDifference
  ) -> [Int: Violation] {
    var violations: [Int: Violation] = [:]
    for node in 0...objective {
      guard let values = adjoint(node)?.doubles else { continue }
      let type = storage.type(node).elementType
      let roundoff = type.unitRoundoff
      for (i, (value, sum)) in zip(values, sums[node]).enumerated() {
        let holds = difference.add(
          value - sum.value, bound: sum.bound(roundoff: roundoff),
          at: places.place(node, element: i))
        if !holds, violations[node] == nil {
          violations[node] = Violation(
            element: i, expected: sum.value, given: value,
            stepCount: stepCount(from: sum.value, to: value, type))
        }
      }
    }
    return violations
  }

  /// Σ λ_i ∂f_i/∂z_j for each element of each node of f's graph.
  private func successorSums() throws(GraphError) -> ElementSums {
    var sums = ElementSums(storage, nodeCount: objective + 1)
    sums.add([Contribution(value: 1, magnitude: 1, roundingCount: 0)], to: objective)
    for site in sites(0..<objective + 1) {
      for part in site.parts(where: { adjoints[$0] != nil }) {
        let cotangents = part.nodes.map { adjoints[$0] ?? 0 }
        let cotangent = cotangents.count == 1 ? self[cotangents[0]] : stack(cotangents)
        for (position, contributions) in try part.contributions(cotangent).enumerated() {
          let operands = part.nodes.map { Int(storage.operand($0, position)) }
          if operands.count == 1 {
            sums.add(contributions, to: operands[0])
          } else {
            for (operand, contribution) in zip(operands, contributions) {
              sums.add([contribution], to: operand)
            }
          }
        }
      }
    }
    return sums
  }
}

/// What terms add to one element of an adjoint.
struct Contribution {
  /// Σ terms.
  var value = 0.0
  /// Σ |terms|.
  var magnitude = 0.0
  /// How often the sum is rounded.
  var roundingCount = 0

  static func += (sum: inout Self, term: Self) {
    sum.value += term.value
    sum.magnitude += term.magnitude
    sum.roundingCount += term.roundingCount
  }

  func bound(roundoff: Double) -> Double {
    // Products below the normal range lose their digits: one least number each.
    let underflow =
      roundoff == 0x1p-24 ? Double(Float.leastNonzeroMagnitude) : .leastNonzeroMagnitude
    return Double(2 * (roundingCount + 2)) * (roundoff * magnitude + underflow)
  }
}

/// A sum for each element of each node.
private struct ElementSums {
  private var offsets = [0]
  private var sums: [Contribution]

  init(_ storage: GraphStorage, nodeCount: Int) {
    for node in 0..<nodeCount {
      offsets.append(offsets[node] + storage.type(node).elementCount)
    }
    sums = Array(repeating: Contribution(), count: offsets[nodeCount])
  }

  subscript(node: Int) -> ArraySlice<Contribution> { sums[offsets[node]..<offsets[node + 1]] }

  mutating func add(_ contributions: [Contribution], to node: Int) {
    for (i, contribution) in contributions.enumerated() { sums[offsets[node] + i] += contribution }
  }
}
