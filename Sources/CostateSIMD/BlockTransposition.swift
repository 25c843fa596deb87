/// The transposition of square blocks of `laneCount × laneCount` elements by interleaving vectors.
public enum BlockTransposition {
  /// Writes column `i` of the block at `source` as row `i` of the one at `target`.
  ///
  /// Interleaving rows `h` apart moves one bit of each element's row number to the low end of its
  /// lane number and the high bit of that into the row number's place. Done for every
  /// `h = laneCount / 2, …, 1` it exchanges the two numbers, each step in place.
  ///
  /// - Parameters:
  ///   - rowCount: rows from this on, which `source` may not have, are taken from the last one.
  ///   - sourceStride: the distance between the rows of `source`, in elements.
  ///   - targetStride: the same of `target`, at least `laneCount`.
  @inlinable @inline(always)
  public static func transpose<L: Lanes>(
    _: L.Type, source: UnsafePointer<L.Scalar>, rowCount: Int, sourceStride: Int,
    target: UnsafeMutablePointer<L.Scalar>, targetStride: Int
  ) {
    var half = L.laneCount / 2
    for row in 0..<half {
      interleave(
        L.self, source + min(row, rowCount &- 1) &* sourceStride,
        source + min(row &+ half, rowCount &- 1) &* sourceStride, target + row &* targetStride,
        target + (row &+ half) &* targetStride)
    }
    half /= 2
    while half > 0 {
      for pair in 0..<L.laneCount / 2 {
        let row = target + (pair &+ pair / half &* half) &* targetStride
        let partner = row + half &* targetStride
        interleave(L.self, row, partner, row, partner)
      }
      half /= 2
    }
  }

  @inlinable @inline(always)
  static func interleave<L: Lanes>(
    _: L.Type, _ a: UnsafePointer<L.Scalar>, _ b: UnsafePointer<L.Scalar>,
    _ low: UnsafeMutablePointer<L.Scalar>, _ high: UnsafeMutablePointer<L.Scalar>
  ) {
    let halves = Vector<L>.interleaved(Vector(loading: a), Vector(loading: b))
    halves.low.store(to: low)
    halves.high.store(to: high)
  }
}
