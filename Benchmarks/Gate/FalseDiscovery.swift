/// The control of false alarms over a suite: of what is found, only so large a share is expected to
/// be chance.
///
/// - Source: Benjamini, Hochberg (1995), "Controlling the false discovery rate",
///   doi 10.1111/j.2517-6161.1995.tb02031.x.
enum FalseDiscovery {
  /// The least rate at which each hypothesis would be a discovery, in the order given.
  ///
  /// - Parameter probabilities: how likely each finding is by chance.
  static func adjusted(_ probabilities: [Double]) -> [Double] {
    let count = Double(probabilities.count)
    var adjusted = probabilities
    var least = 1.0
    let descending = probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }
    for (position, index) in descending.enumerated() {
      let rank = count - Double(position)
      least = min(least, probabilities[index] * count / rank)
      adjusted[index] = least
    }
    return adjusted
  }
}
