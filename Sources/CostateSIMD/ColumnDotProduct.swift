/// Dot products of one vector with many columns whose elements lie side by side: the vector lanes
/// run over the columns, the 64 partial sums of each lie in scratch memory.
public enum ColumnDotProduct {
  /// The most columns of one call: their partial sums fill the first-level cache or twice that.
  @inlinable @inline(always) public static var largestWidth: Int { 128 }

  /// The scratch memory it needs, in elements: the partial sums of all columns.
  @inlinable @inline(always) public static var scratchCount: Int {
    Arithmetic.partialSumCount &* largestWidth
  }

  /// Multiplies `vector` with `width ≤ largestWidth` columns over `count > 0` terms of one chunk.
  ///
  /// Writes whole groups of four vectors to `results`. All columns take 64 terms before the next 64
  /// begin, because terms may lie pages apart.
  @inlinable @inline(always)
  public static func multiply<L: Lanes>(
    _: L.Type, vector: UnsafePointer<L.Scalar>, matrix: UnsafePointer<L.Scalar>, termStride: Int,
    count: Int, width: Int, results: UnsafeMutablePointer<L.Scalar>,
    scratch: UnsafeMutablePointer<L.Scalar>
  ) {
    let partialCount = Arithmetic.partialSumCount
    var start = 0
    while start < count {
      var column = 0
      while column < width {
        let partials = scratch + column &* partialCount
        if start == 0 {
          clear(L.self, partials)
        }
        accumulate(
          L.self, vector + start, matrix + (start &* termStride &+ column), termStride,
          min(partialCount, count &- start), FourOffsets(L.self, width: width &- column), partials)
        column &+= FourVectors<L>.count
      }
      start &+= partialCount
    }
    var column = 0
    while column < width {
      fold(L.self, scratch + column &* partialCount).store(to: results + column)
      column &+= FourVectors<L>.count
    }
  }

  @inlinable @inline(always)
  static func clear<L: Lanes>(_: L.Type, _ partials: UnsafeMutablePointer<L.Scalar>) {
    for partial in 0..<Arithmetic.partialSumCount {
      FourVectors<L>(Vector(constant: -0.0)).store(to: partials + partial &* FourVectors<L>.count)
    }
  }

  @inlinable @inline(always)
  static func accumulate<L: Lanes>(
    _: L.Type, _ vector: UnsafePointer<L.Scalar>, _ matrix: UnsafePointer<L.Scalar>,
    _ termStride: Int, _ count: Int, _ offsets: FourOffsets,
    _ partials: UnsafeMutablePointer<L.Scalar>
  ) {
    var terms = matrix
    for term in 0..<count {
      let factor = Vector<L>(vector[term])
      let sums = partials + term &* FourVectors<L>.count
      FourVectors<L>(loading: sums)
        .combined(with: FourVectors(loading: terms, at: offsets)) { $0.addingProduct(factor, $1) }
        .store(to: sums)
      terms += termStride
    }
  }

  @inlinable @inline(always)
  static func fold<L: Lanes>(
    _: L.Type, _ partials: UnsafeMutablePointer<L.Scalar>
  ) -> FourVectors<L> {
    var half = Arithmetic.partialSumCount / 2
    while half > 0 {
      for partial in 0..<half {
        let sums = partials + partial &* FourVectors<L>.count
        FourVectors<L>(loading: sums)
          .combined(with: FourVectors(loading: sums + half &* FourVectors<L>.count)) { $0 + $1 }
          .store(to: sums)
      }
      half /= 2
    }
    return FourVectors(loading: partials)
  }
}
