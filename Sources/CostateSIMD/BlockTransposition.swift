/// The transposition of square blocks of `laneCount × laneCount` elements by exchanging parts of vectors.
public enum BlockTransposition {
  /// Writes column `i` of the block at `source` as row `i` of the one at `target`.
  ///
  /// Rows `h` apart exchange blocks of `h` elements, which exchanges one bit of each element's row number
  /// with the same bit of its lane number: done for `h = laneCount / 2, …, 1`, each step in place, it
  /// exchanges the two numbers.
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
    let half = L.laneCount / 2
    for row in 0..<half {
      exchange(
        L.self, source + min(row, rowCount &- 1) &* sourceStride,
        source + min(row &+ half, rowCount &- 1) &* sourceStride, target + row &* targetStride,
        target + (row &+ half) &* targetStride, blockLength: half)
    }
    // One after another: the instructions depend on the length.
    if half > 4 { exchange(L.self, target, targetStride, blockLength: 4) }
    if half > 2 { exchange(L.self, target, targetStride, blockLength: 2) }
    if half > 1 { exchange(L.self, target, targetStride, blockLength: 1) }
  }

  /// Exchanges blocks of all rows that are so many apart, in place.
  @inlinable @inline(always)
  static func exchange<L: Lanes>(
    _: L.Type, _ target: UnsafeMutablePointer<L.Scalar>, _ stride: Int, blockLength length: Int
  ) {
    for pair in 0..<L.laneCount / 2 {
      let row = target + (pair &+ pair / length &* length) &* stride
      let partner = row + length &* stride
      exchange(L.self, row, partner, row, partner, blockLength: length)
    }
  }

  @inlinable @inline(always)
  static func exchange<L: Lanes>(
    _: L.Type, _ a: UnsafePointer<L.Scalar>, _ b: UnsafePointer<L.Scalar>,
    _ row: UnsafeMutablePointer<L.Scalar>, _ partner: UnsafeMutablePointer<L.Scalar>,
    blockLength: Int
  ) {
    let rows = Vector<L>.exchanged(
      Vector(loading: a), Vector(loading: b), blockLength: blockLength)
    rows.0.store(to: row)
    rows.1.store(to: partner)
  }
}
