/// The terms of ``ColumnSlab`` from one partial sum on, and what several partial sums fold to.
@frozen @usableFromInline struct ColumnTerms<L: Lanes> {
  @usableFromInline let vector: UnsafePointer<L.Scalar>
  @usableFromInline let matrix: UnsafePointer<L.Scalar>
  @usableFromInline let stride: Int
  @usableFromInline let count: Int

  @inlinable @inline(always)
  init(
    vector: UnsafePointer<L.Scalar>, matrix: UnsafePointer<L.Scalar>, stride: Int, count: Int
  ) {
    self.vector = vector
    self.matrix = matrix
    self.stride = stride
    self.count = count
  }

  /// What eight partial sums fold to, or four of up to two terms, in two vectors of columns.
  ///
  /// - Parameters:
  ///   - isWhole: whether all these terms exist.
  ///   - step: how far after the first vector the second one is.
  @inlinable @inline(always)
  func folded(_ foldedCount: Int, isWhole: Bool, column: Int, step: Int) -> VectorPair<L> {
    let terms = matrix + column
    let termCount = 8 / foldedCount
    let four = four(from: 0, termCount, terms, isWhole: isWhole, step: step)
    if foldedCount == 4 { return four }
    return four
      + self.four(
        from: Arithmetic.partialSumCount / 8, termCount, terms, isWhole: isWhole, step: step)
  }

  @inlinable @inline(always)
  func four(
    from first: Int, _ termCount: Int, _ terms: UnsafePointer<L.Scalar>, isWhole: Bool, step: Int
  ) -> VectorPair<L> {
    let (quarter, half) = (Arithmetic.partialSumCount / 4, Arithmetic.partialSumCount / 2)
    let even =
      sum(first, termCount, terms, isWhole: isWhole, step: step)
      + sum(first &+ half, termCount, terms, isWhole: isWhole, step: step)
    let odd =
      sum(first &+ quarter, termCount, terms, isWhole: isWhole, step: step)
      + sum(first &+ quarter &+ half, termCount, terms, isWhole: isWhole, step: step)
    return even + odd
  }

  /// A partial sum of up to two terms, −0 without any.
  @inlinable @inline(always)
  func sum(
    _ term: Int, _ termCount: Int, _ terms: UnsafePointer<L.Scalar>, isWhole: Bool, step: Int
  ) -> VectorPair<L> {
    if !isWhole && term >= count { return VectorPair(Vector(constant: -0.0)) }
    var sum = VectorPair<L>(
      products: vector[term], VectorPair(loading: terms + term &* stride, step: step))
    let next = term &+ Arithmetic.partialSumCount
    if termCount == 2 && (isWhole || next < count) {
      sum.add(products: vector[next], VectorPair(loading: terms + next &* stride, step: step))
    }
    return sum
  }
}
