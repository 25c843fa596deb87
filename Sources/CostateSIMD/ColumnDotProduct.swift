/// Dot products of one vector with many columns whose elements lie side by side: the vector lanes
/// run over the columns.
///
/// Arithmetic: that of ``RowReduction`` for one chunk. A partial sum starts with its first product, as
/// adding that to −0 would, and −0 is what a partial sum without terms contributes.
///
/// Both forms take the terms of one partial sum together, 64 rows of the matrix apart, so that the
/// sums stay in registers, and fold soon.
public enum ColumnDotProduct {
  /// The most columns of one call: a multiple of four vectors.
  @inlinable @inline(always)
  public static func largestWidth<L: Lanes>(_: L.Type) -> Int { ColumnSlab.largestWidth(L.self) }

  /// The scratch memory it needs, in elements.
  @inlinable @inline(always)
  public static func scratchCount<L: Lanes>(_: L.Type) -> Int {
    ColumnSlab.scratchRowCount &* largestWidth(L.self)
  }

  /// Multiplies `vector` with `width ≤ largestWidth` columns over `count > 0` terms of one chunk.
  ///
  /// Writes whole groups of four vectors to `results`.
  @inlinable @inline(always)
  public static func multiply<L: Lanes>(
    _: L.Type, vector: UnsafePointer<L.Scalar>, matrix: UnsafePointer<L.Scalar>, termStride: Int,
    count: Int, width: Int, results: UnsafeMutablePointer<L.Scalar>,
    scratch: UnsafeMutablePointer<L.Scalar>
  ) {
    let termByteStride = termStride &* MemoryLayout<L.Scalar>.size
    if ColumnSlab.isFaster(L.self, termByteStride: termByteStride, count: count) {
      ColumnSlab.multiply(
        L.self, vector, matrix, termStride, count, width, results: results, scratch: scratch)
      return
    }
    // Whole groups apart from the last one: constant offsets leave registers for what varies.
    var column = 0
    while column &+ FourVectors<L>.count <= width {
      multiplyGroup(
        L.self, vector, matrix + column, termStride, count, FourOffsets(L.self), scratch
      ).store(to: results + column)
      column &+= FourVectors<L>.count
    }
    if column < width {
      multiplyGroup(
        L.self, vector, matrix + column, termStride, count,
        FourOffsets(L.self, width: width &- column), scratch
      ).store(to: results + column)
    }
  }

  /// The dot products with four vectors of columns.
  @inlinable @inline(always)
  static func multiplyGroup<L: Lanes>(
    _: L.Type, _ vector: UnsafePointer<L.Scalar>, _ matrix: UnsafePointer<L.Scalar>,
    _ termStride: Int, _ count: Int, _ offsets: FourOffsets,
    _ scratch: UnsafeMutablePointer<L.Scalar>
  ) -> FourVectors<L> {
    let eighth = Arithmetic.partialSumCount / 8
    for partial in 0..<eighth {
      let even = foldedQuad(L.self, partial, vector, matrix, termStride, count, offsets)
      let odd = foldedQuad(L.self, partial &+ eighth, vector, matrix, termStride, count, offsets)
      (even + odd).store(to: scratch + partial &* FourVectors<L>.count)
    }
    return fold(L.self, eighth, scratch)
  }

  /// Partial sum number `partial` plus those 32, 16 and 48 further.
  @inlinable @inline(always)
  static func foldedQuad<L: Lanes>(
    _: L.Type, _ partial: Int, _ vector: UnsafePointer<L.Scalar>,
    _ matrix: UnsafePointer<L.Scalar>, _ termStride: Int, _ count: Int, _ offsets: FourOffsets
  ) -> FourVectors<L> {
    let quarter = Arithmetic.partialSumCount / 4
    return foldedPair(L.self, partial, vector, matrix, termStride, count, offsets)
      + foldedPair(L.self, partial &+ quarter, vector, matrix, termStride, count, offsets)
  }

  /// Partial sum number `partial` plus the one 32 further: eight independent chains.
  @inlinable @inline(always)
  static func foldedPair<L: Lanes>(
    _: L.Type, _ partial: Int, _ vector: UnsafePointer<L.Scalar>,
    _ matrix: UnsafePointer<L.Scalar>, _ termStride: Int, _ count: Int, _ offsets: FourOffsets
  ) -> FourVectors<L> {
    let half = Arithmetic.partialSumCount / 2
    var term = partial
    var terms = matrix + partial &* termStride
    var first = FourVectors<L>(Vector(constant: -0.0))
    var second = first
    if term < count {
      first = FourVectors(products: vector[term], FourVectors(loading: terms, at: offsets))
    }
    if term &+ half < count {
      second = FourVectors(
        products: vector[term &+ half],
        FourVectors(loading: terms + half &* termStride, at: offsets))
    }
    term &+= Arithmetic.partialSumCount
    terms += Arithmetic.partialSumCount &* termStride
    while term &+ half < count {
      first.add(products: vector[term], FourVectors(loading: terms, at: offsets))
      second.add(
        products: vector[term &+ half],
        FourVectors(loading: terms + half &* termStride, at: offsets))
      term &+= Arithmetic.partialSumCount
      terms += Arithmetic.partialSumCount &* termStride
    }
    if term < count {
      first.add(products: vector[term], FourVectors(loading: terms, at: offsets))
    }
    return first + second
  }

  /// Folds the first `count` groups of partial sums by halves.
  @inlinable @inline(always)
  static func fold<L: Lanes>(
    _: L.Type, _ count: Int, _ partials: UnsafeMutablePointer<L.Scalar>
  ) -> FourVectors<L> {
    var half = count / 2
    while half > 0 {
      for partial in 0..<half {
        let sums = partials + partial &* FourVectors<L>.count
        (FourVectors<L>(loading: sums)
          + FourVectors(loading: sums + half &* FourVectors<L>.count)).store(to: sums)
      }
      half /= 2
    }
    return FourVectors(loading: partials)
  }
}

extension FourVectors {
  /// The products of one factor with four vectors.
  @inlinable @inline(always)
  init(products factor: L.Scalar, _ terms: Self) {
    self = terms.combined(with: Self(Vector(factor))) { $1 * $0 }
  }

  /// Adds the products of one factor with four vectors by FMA.
  @inlinable @inline(always)
  mutating func add(products factor: L.Scalar, _ terms: Self) {
    let factor = Vector<L>(factor)
    self = combined(with: terms) { $0.addingProduct(factor, $1) }
  }

  @inlinable @inline(always) static func + (a: Self, b: Self) -> Self {
    a.combined(with: b) { $0 + $1 }
  }
}
