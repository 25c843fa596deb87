import CostateGraph

extension StationaryPoint {
  /// Every node's adjoint rule against differences of its operation at its operands: what
  /// recomputing with the same rule cannot see.
  ///
  /// For a cotangent w the rule gives Jᵀw, and differences give J v along a direction v of
  /// one operand; ⟨Jᵀw, v⟩ = ⟨w, J v⟩. For an elementwise operation the two agree element by
  /// element. In double precision unless the operation takes none. A rule is wrong at its node
  /// whatever the others are, so every name is a node to blame.
  func adjointRules(_ places: Places) -> (difference: BoundedDifference, faults: [Fault]) {
    var difference = BoundedDifference()
    var faults: [Int: Fault] = [:]
    for site in sites(0..<objective + 1) {
      for comparison in site.ruleComparisons() {
        let node = site.nodes.count == 1 ? site.nodes[0] : site.nodes[comparison.element]
        let element = site.nodes.count == 1 ? comparison.element : 0
        let holds = difference.add(
          comparison.given - comparison.expected, bound: comparison.bound,
          at: places.place(node, element: element))
        if !holds, faults[node] == nil {
          faults[node] = Fault(
            equation: .rule, place: places.place(node, element: element),
            expected: comparison.expected, given: comparison.given,
            ulps: stepCount(from: comparison.expected, to: comparison.given, .double))
        }
      }
    }
    return (difference, faults.keys.sorted().compactMap { faults[$0] })
  }
}

/// A rule's number and the same by differences.
private struct RuleComparison {
  let element: Int
  let expected: Double
  let given: Double
  let bound: Double
}

/// Jᵀw as the rule has it, for one operand.
private struct RuleTerms {
  let terms: [Contribution]
  /// v.
  let direction: [Double]
  /// w.
  let cotangent: [Double]
  /// What rounding may add to a difference quotient.
  let rounding: Double
  let roundoff: Double

  /// w_e D_e / v_e for each element.
  func elementwise(_ slopes: [LocalFunction.Slope?]) -> [RuleComparison] {
    terms.indices.compactMap { i in
      slopes[i].map { slope in
        RuleComparison(
          element: i, expected: cotangent[i] * slope.value / direction[i], given: terms[i].value,
          bound: slope.bound * (cotangent[i] / direction[i]).magnitude
            + terms[i].bound(roundoff: roundoff))
      }
    }
  }

  /// ⟨w, J v⟩, unless an element has no slope.
  func summed(_ slopes: [LocalFunction.Slope?]) -> [RuleComparison] {
    var (expected, given, bound) = (0.0, 0.0, rounding)
    for (weight, slope) in zip(cotangent, slopes) {
      guard let slope else { return [] }
      expected += weight * slope.value
      bound += slope.bound * weight.magnitude
    }
    for (term, scale) in zip(terms, direction) {
      given += term.value * scale
      bound += term.bound(roundoff: roundoff) * scale.magnitude
    }
    // Adding up both sums rounds as often as they have terms.
    bound += 0x1p-53 * Double(terms.count + slopes.count) * (expected.magnitude + given.magnitude)
    return [RuleComparison(element: 0, expected: expected, given: given, bound: bound)]
  }
}

extension Site {
  /// One comparison for each operand, or for each of its elements; none where the operation can be
  /// evaluated in no type.
  fileprivate func ruleComparisons() -> [RuleComparison] {
    for elementType in [.double, result.elementType] {
      if let comparisons = try? ruleComparisons(in: elementType) { return comparisons }
    }
    return []
  }

  /// - Throws: where the operation or its rule does not take the type.
  private func ruleComparisons(in elementType: ElementType) throws(GraphError) -> [RuleComparison] {
    // Scalar nodes side by side are independent whatever their operation.
    let isElementwise = nodes.count > 1 || operation is any ElementwiseOperation
    let operands = operands.map {
      (isElementwise ? $0.repeated(as: result.shape) : $0).converted(to: elementType)
    }
    let function = try LocalFunction(operation, of: operands.map(\.type))
    let site = Site(
      operation: operation, nodes: nodes, operands: operands, result: function(operands))
    let cotangent = Tensor(
      rounding: (0..<site.result.count).map { weight($0) }, to: site.result.type)
    let contributions = try site.contributions(cotangent)
    // Numbers of this size are added up on the way to the result, if the rule is right.
    let magnitudes = zip(contributions, operands).map { terms, operand in
      zip(terms, operand.doubles).map { ($0.value * $1).magnitude }
    }
    let rounding = LocalFunction.roundingError(
      of: magnitudes.joined().reduce(0, +), elementType)
    var comparisons: [RuleComparison] = []
    for (position, operand) in operands.enumerated()
    where operand.elementType.isFloatingPoint && operand.count > 0 {
      let direction = operand.doubles.enumerated().map {
        $0.offset.isMultiple(of: 2) ? Self.scale(of: $0.element) : -Self.scale(of: $0.element)
      }
      let slopes = function.slopes(operands, along: direction, of: position)
      let terms =
        contributions[position].isEmpty
        ? Array(repeating: Contribution(), count: operand.count) : contributions[position]
      let rule = RuleTerms(
        terms: terms, direction: direction, cotangent: cotangent.doubles, rounding: rounding,
        roundoff: elementType.unitRoundoff)
      comparisons += isElementwise ? rule.elementwise(slopes) : rule.summed(slopes)
    }
    return comparisons
  }

  /// How far an element is moved, relative to the step: by a power of two that fits its size, so
  /// that the moved numbers are exact and stay on its side of a pole at 0.
  private static func scale(of x: Double) -> Double {
    x.isNormal ? Double(sign: .plus, exponent: x.exponent, significand: 1) : 1
  }
}

/// A number from 1 up to 2 of either sign for each position, from a Weyl sequence of the golden ratio:
/// no sum of a few of them is 0.
private func weight(_ position: Int) -> Double {
  let bits = UInt64(position + 1) &* 0x9E37_79B9_7F4A_7C15
  let magnitude = 1 + Double(bits >> 12) * 0x1p-52
  return bits & 1 << 11 == 0 ? magnitude : -magnitude
}

extension StationaryPoint {
  /// The nodes whose adjoint rule is wrong, by differences alone.
  package func wrongRules() -> [Fault] { adjointRules(Places(self)).faults }
}
