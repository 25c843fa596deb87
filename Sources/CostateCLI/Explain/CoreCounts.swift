import ArgumentParser

/// `1,2,4`: the numbers of cores to predict for.
struct CoreCounts: ExpressibleByArgument, Equatable {
  /// More cores than this are in no machine that a schedule is worth predicting for.
  static let permitted = 1...4096

  let counts: [Int]

  init(_ counts: [Int]) { self.counts = counts }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let counts = parts.compactMap { Int($0) }
    guard counts.count == parts.count, counts.allSatisfy(Self.permitted.contains) else {
      return nil
    }
    self.counts = counts
  }

  var defaultValueDescription: String { counts.map(String.init).joined(separator: ",") }
}
