/// How far apart processes of the same executable lie, and what that means for a comparison.
///
/// Base and control run the same executable, so within a block any two of their processes measure the
/// same; how they differ is noise, whatever the head does.
enum GateSpread {
  /// The standard error of an effect over some blocks, as a share, where nothing differs.
  ///
  /// - Precondition: there is a block.
  static func standardError(of blocks: [GateBlock]) -> Double {
    let distances = blocks.flatMap { block -> [Double] in
      let equals = block.base + block.control
      return equals.indices.flatMap { first in
        equals[..<first].map { (equals[first] - $0).magnitude / Summary.median(equals) }
      }
    }
    // Of normal samples with deviation σ, the median distance of two is 0.6745 √2 σ.
    let deviation = Summary.median(distances) / (0.6745 * 2.0.squareRoot())
    // A block compares the mean of the head's processes with that of the others.
    let headCount = Double(SamplingPlan.processesPerArm)
    let ofBlock = deviation * (1 / headCount + 1 / (2 * headCount)).squareRoot()
    // The estimate of Hodges and Lehmann from n normal samples scatters by √(π / 3n) of their deviation.
    return ofBlock * (Double.pi / 3 / Double(blocks.count)).squareRoot()
  }
}
