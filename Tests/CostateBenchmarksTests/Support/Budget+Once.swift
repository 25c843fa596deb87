@testable import CostateBenchmarks

extension Budget {
  /// One round: for tests of everything but time.
  static let once = Budget(secondsPerCase: 0, leastRounds: 1, mostRounds: 1)
}
