/// How long a case is measured.
package struct Budget: Sendable, Hashable {
  /// The time for a case and thread count, in seconds, beyond the least number of rounds.
  package var secondsPerCase: Double
  /// The least number of rounds, however long they last.
  package var leastRounds: Int
  /// The most rounds, however short they are.
  package var mostRounds: Int

  /// A budget.
  package init(secondsPerCase: Double, leastRounds: Int, mostRounds: Int) {
    self.secondsPerCase = secondsPerCase
    self.leastRounds = leastRounds
    self.mostRounds = mostRounds
  }

  /// What published figures are read with.
  package static let full = Budget(secondsPerCase: 1, leastRounds: 5, mostRounds: 101)
  /// A first look.
  package static let quick = Budget(secondsPerCase: 0.1, leastRounds: 3, mostRounds: 31)

  /// Whether another round is due.
  func allowsRound(after count: Int, elapsed: Double) -> Bool {
    count < leastRounds || (elapsed < secondsPerCase && count < mostRounds)
  }
}
