/// A step that breaks the promise, for testing that the verdict sees it.
package enum Injection: String, Sendable, CaseIterable {
  /// Nothing is added.
  case none
  /// Each gradient run visits N √N / 16 further edges, N = |V| + |E|.
  case superlinear

  /// The visits added to a run of this size.
  func visitCount(size: Int) -> Int {
    switch self {
    case .none: 0
    case .superlinear: Int(Double(size) * Double(size).squareRoot() / 16)
    }
  }

  /// Makes the visits and returns how many.
  @discardableResult
  func visit(size: Int) -> Int {
    var numbers = RandomNumbers()
    var visits = 0
    // The generator never gives 0; no compiler knows that, so the loop stays.
    for _ in 0..<visitCount(size: size) where numbers.next() != 0 { visits += 1 }
    precondition(visits == visitCount(size: size), "\(visits) visits")
    return visits
  }
}
