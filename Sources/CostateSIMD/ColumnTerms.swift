/// Eight terms of the dot products of ``ColumnDotProduct``: rows of the matrix, and the elements of the vector
/// that they are multiplied with.
@frozen @usableFromInline struct ColumnTerms<L: Lanes> {
  @usableFromInline let rows: Eight<UnsafePointer<L.Scalar>>
  @usableFromInline let factors: Eight<Vector<L>>

  /// The terms of `foldedCount` partial sums from number `partial` on, as far apart as partial sums that fold
  /// are: one after another 8, 4, 2 terms or one of each.
  ///
  /// Those that do not exist are −0 · +0, which added to a sum leaves it as it is.
  /// - Parameter zeros: as many zeros as rows have elements, if terms do not exist.
  @inlinable @inline(always)
  init(
    vector: UnsafePointer<L.Scalar>, matrix: UnsafePointer<L.Scalar>, stride: Int, count: Int,
    partial: Int, foldedCount: Int, zeros: UnsafePointer<L.Scalar>
  ) {
    let partialCount = Arithmetic.partialSumCount(of: L.Scalar.self)
    let termCount = 8 / foldedCount
    @inline(always) func term(_ index: Int) -> Int {
      partial &+ index / termCount &* (partialCount / foldedCount)
        &+ index % termCount &* partialCount
    }
    if term(7) < count {
      rows = Eight { matrix + term($0) &* stride }
      factors = Eight { Vector(vector[term($0)]) }
    } else {
      rows = Eight { term($0) < count ? matrix + term($0) &* stride : zeros }
      factors = Eight { term($0) < count ? Vector(vector[term($0)]) : Vector(constant: -0.0) }
    }
  }

  /// The sum of these terms of two vectors of columns.
  ///
  /// - Parameters:
  ///   - start: what the terms of a single partial sum enter; several start with their first product and
  ///     fold by halves.
  ///   - step: how far after the first vector the second one is.
  @inlinable @inline(always)
  func sum(
    _ foldedCount: Int, start: VectorPair<L>, column: Int, step: Int
  ) -> VectorPair<L> {
    @inline(always) func row(_ index: Int) -> VectorPair<L> {
      VectorPair(loading: rows[index] + column, step: step)
    }
    @inline(always) func adding(_ count: Int, from index: Int, to start: VectorPair<L>)
      -> VectorPair<L>
    {
      var sum = start
      if count > 0 { sum.add(products: factors[index], row(index)) }
      if count > 1 { sum.add(products: factors[index &+ 1], row(index &+ 1)) }
      if count > 2 { sum.add(products: factors[index &+ 2], row(index &+ 2)) }
      return sum
    }
    if foldedCount == 1 {
      return adding(2, from: 6, to: adding(3, from: 3, to: adding(3, from: 0, to: start)))
    }
    let termCount = 8 / foldedCount
    return .foldedByHalves(foldedCount) { partial in
      let first = partial &* termCount
      return adding(
        termCount &- 1, from: first &+ 1,
        to: VectorPair(products: factors[first], row(first)))
    }
  }
}
