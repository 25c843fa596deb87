/// Dot products of one vector with many columns whose elements lie side by side: the vector lanes
/// run over the columns, the 64 partial sums of each lie in scratch memory.
public enum ColumnDotProduct {
  /// The scratch memory it needs, in elements: 64 partial sums for four vectors of columns.
  @inlinable @inline(__always)
  public static func scratchCount<L: Lanes>(_: L.Type) -> Int {
    Arithmetic.partialSumCount &* FourVectors<L>.count
  }

  /// Multiplies `vector` with `width` columns over `count > 0` terms of one chunk.
  ///
  /// Writes whole groups of four vectors to `results`.
  @inlinable @inline(__always)
  public static func multiply<L: Lanes>(
    _: L.Type, vector: UnsafePointer<L.Scalar>, matrix: UnsafePointer<L.Scalar>, termStride: Int,
    count: Int, width: Int, results: UnsafeMutablePointer<L.Scalar>,
    scratch: UnsafeMutablePointer<L.Scalar>
  ) {
    var column = 0
    while column < width {
      accumulate(
        L.self, vector, matrix + column, termStride, count,
        FourOffsets(L.self, width: width &- column), scratch)
      fold(L.self, scratch)
      FourVectors<L>(loading: scratch).store(to: results + column)
      column &+= FourVectors<L>.count
    }
  }

  @inlinable @inline(__always)
  static func accumulate<L: Lanes>(
    _: L.Type, _ vector: UnsafePointer<L.Scalar>, _ matrix: UnsafePointer<L.Scalar>,
    _ termStride: Int, _ count: Int, _ offsets: FourOffsets,
    _ partials: UnsafeMutablePointer<L.Scalar>
  ) {
    let partialCount = Arithmetic.partialSumCount
    for partial in 0..<partialCount {
      FourVectors<L>(Vector(constant: -0.0)).store(to: partials + partial &* FourVectors<L>.count)
    }
    var terms = matrix
    var start = 0
    while start < count {
      for partial in 0..<min(partialCount, count &- start) {
        let factor = Vector<L>(vector[start &+ partial])
        let sums = partials + partial &* FourVectors<L>.count
        FourVectors<L>(loading: sums)
          .combined(with: FourVectors(loading: terms, at: offsets)) { $0.addingProduct(factor, $1) }
          .store(to: sums)
        terms += termStride
      }
      start &+= partialCount
    }
  }

  @inlinable @inline(__always)
  static func fold<L: Lanes>(_: L.Type, _ partials: UnsafeMutablePointer<L.Scalar>) {
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
  }
}
