/// Differences of numbers that should agree, each with a bound derived for it.
public struct BoundedDifference: Sendable, Hashable, Codable {
  /// The pairs compared.
  public private(set) var comparisonCount = 0
  /// The largest magnitude of a difference; `greatestFiniteMagnitude` where one is not finite.
  public private(set) var largest = 0.0
  /// The largest ratio of a difference to its bound: at most 1 if all is well.
  public private(set) var largestShareOfBound = 0.0
  /// Where that ratio is; nil where nothing differs.
  public private(set) var place: Provenance?

  /// Nothing compared.
  package init() {}

  /// Takes a difference into account and says whether it is within its bound.
  @discardableResult
  package mutating func add(
    _ difference: Double, bound: Double, at place: @autoclosure () -> Provenance? = nil
  ) -> Bool {
    comparisonCount += 1
    largest = max(largest, finite(difference.magnitude))
    let share = finite(difference == 0 ? 0 : difference.magnitude / bound)
    if share > largestShareOfBound {
      largestShareOfBound = share
      self.place = place()
    }
    return share <= 1
  }

  /// Whether every difference is within its bound.
  public var holds: Bool { largestShareOfBound <= 1 }
}

/// A number as it is, or the largest finite one: what JSON can hold and a maximum can find.
package func finite(_ x: Double) -> Double { x.isFinite ? x : .greatestFiniteMagnitude }
