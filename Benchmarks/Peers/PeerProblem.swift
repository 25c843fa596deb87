/// A function to be differentiated, as programs in other processes read it: the same graph and the
/// same numbers for all.
package struct PeerProblem: Sendable {
  /// What the bytes are: `scalars` or `two-layer`.
  package let kind: String
  /// Sizes and numbers, little-endian, in the layout of the kind.
  package let bytes: [UInt8]
  /// How far a right value may be from ours, relative to the largest of its kind: f on its own, the
  /// components of the gradient together.
  package let tolerance: Double

  /// A problem.
  package init(kind: String, bytes: [UInt8], tolerance: Double) {
    self.kind = kind
    self.bytes = bytes
    self.tolerance = tolerance
  }

  /// What is wrong with a program's values; nil if nothing is.
  ///
  /// - Parameters:
  ///   - ours: f, then the gradient.
  ///   - moved: the same with every number of the problem moved by one unit in the last place. Errors
  ///     of rounding on the way grow as those of the numbers do, so that right values may differ by
  ///     ``roundingCount`` times as much.
  func mismatch(
    _ theirs: [Double], with ours: [Double], moved: [Double]? = nil
  ) -> String? {
    guard theirs.count == ours.count else {
      return "expected \(ours.count) values, got \(theirs.count)"
    }
    let parts = [0..<1, 1..<ours.count]
    for (part, name) in zip(parts, ["f", "the gradient"]) {
      let scale = ours[part].reduce(0) { max($0, $1.magnitude) }
      let distance = distance(ours[part], theirs[part])
      let sensitivity = moved.map { self.distance(ours[part], $0[part]) } ?? 0
      let bound = max(tolerance * scale, Self.roundingCount * sensitivity)
      if !(distance <= bound) {
        return "\(name) differs by \(distance) of \(scale), expected at most \(bound)"
      }
    }
    return nil
  }

  /// How many errors of rounding may grow as much as those of the numbers of a problem.
  private static let roundingCount = 100.0

  /// The largest difference; no number where one is none.
  private func distance(_ first: ArraySlice<Double>, _ second: ArraySlice<Double>) -> Double {
    zip(first, second).reduce(0) { largest, pair in
      let distance = (pair.0 - pair.1).magnitude
      // Written so that no number at all is too far.
      return largest.isNaN || distance <= largest ? largest : distance
    }
  }
}
