import Costate

extension RetainedRun {
  /// The largest difference of a node's value from its operation's reference on its operands'
  /// values: 0 when the bits agree.
  func residual(_ nodes: Range<Int>) -> Double {
    var largest = 0.0
    for site in sites(nodes) {
      let reference = site.reference
      for (value, expected) in zip(site.result.doubles, reference.doubles)
      where !(value.isNaN && expected.isNaN) && value.bitPattern != expected.bitPattern {
        // Zeros of different signs differ by the least there is.
        let difference = max((value - expected).magnitude, .leastNonzeroMagnitude)
        largest = max(largest, finite(difference))
      }
    }
    return largest
  }

  /// max |z_i − f_i(z_α(i))| over f's graph.
  var valueResidual: Double { residual(0..<objective + 1) }

  /// max |λ_j − Σ λ_i ∂f_i/∂z_j|, over every node the adjoints are made of.
  var adjointResidual: Double { residual(objective + 1..<storage.nodeCount) }
}
