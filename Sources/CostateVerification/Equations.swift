import CostateGraph

extension StationaryPoint {
  /// Every node whose value is not what its operation's reference makes of its operands' values,
  /// with the element that is farthest off.
  ///
  /// - Complexity: O(|V| + |E|) evaluations of operations.
  func violatedEquations() -> [Int: Violation] {
    var violations: [Int: Violation] = [:]
    for node in 0..<storage.nodeCount where contains(node) {
      guard let expected = source(node) else { continue }
      compare([node], expected, self[node], &violations)
    }
    for site in sites(0..<storage.nodeCount) {
      compare(site.nodes, site.reference, site.result, &violations)
    }
    return violations
  }

  /// How many equations there are in a range of nodes.
  func equationCount(_ nodes: Range<Int>) -> Int {
    nodes.count { contains($0) && (!(storage.operation($0) is Input) || source($0) != nil) }
  }

  /// The nodes that are wrong themselves: of the violated equations, those none of whose operands'
  /// equations is violated.
  ///
  /// One stored value z_v with a wrong bit is named, and nothing else. Its own equation is violated:
  /// its operands are right, so their reference gives the right value, which z_v is not. The
  /// operands' equations hold, because they read only nodes before v. Any other violated equation
  /// belongs to a node w whose value is right; its reference can give something else only if w
  /// reads v, so that w has an operand with a violated equation and is not named. Adjoints are
  /// nodes of the same graph, which the same argument covers.
  ///
  /// With several wrong values every name is still a node that is wrong, unless its operands are
  /// wrong in a way that satisfies their equations.
  func origins(of violations: [Int: Violation]) -> [Int] {
    violations.keys.sorted().filter { node in
      !storage.operands(node).contains { violations[Int($0)] != nil }
    }
  }

  /// What a constant is, and an input where that is known.
  private func source(_ node: Int) -> Tensor? {
    inputs[NodeID(node)] ?? (storage.operation(node) as? Constant)?.tensor
  }

  /// - Parameter nodes: one, or one for each element.
  private func compare(
    _ nodes: [Int], _ expected: Tensor, _ given: Tensor, _ violations: inout [Int: Violation]
  ) {
    let (expectedBits, givenBits) = (expected.bitPatterns, given.bitPatterns)
    if expectedBits == givenBits { return }
    let (expectedValues, givenValues) = (expected.doubles, given.doubles)
    for i in givenBits.indices where expectedBits[i] != givenBits[i] {
      let violation = Violation(
        element: nodes.count == 1 ? i : 0, expected: expectedValues[i], given: givenValues[i],
        stepCount: stepCount(from: expectedValues[i], to: givenValues[i], given.elementType))
      let node = nodes.count == 1 ? nodes[0] : nodes[i]
      if violations[node].map({ $0.stepCount < violation.stepCount }) ?? true {
        violations[node] = violation
      }
    }
  }
}

/// An element that is not what it should be.
struct Violation {
  let element: Int
  let expected: Double
  let given: Double
  /// The distance in units in the last place.
  let stepCount: Double
}
