/// Where the matrices of a batch begin, in elements, in row-major order of the batch.
///
/// Computed when asked for: a batch can have as many matrices as its tensor has elements.
package struct BatchOffsets: Sendable, Hashable, RandomAccessCollection {
  /// The extents of the batch, and the elements between neighbours along each; 0 where a matrix is
  /// repeated.
  @usableFromInline let extents: [Int]
  @usableFromInline let strides: [Int]
  @usableFromInline let first: Int

  package let startIndex = 0
  /// The number of matrices.
  package let endIndex: Int

  /// - Precondition: the product of the extents does not overflow.
  init(first: Int, strides: [Int], extents: [Int]) {
    self.first = first
    self.strides = strides
    self.extents = extents
    endIndex = extents.reduce(1, *)
  }

  /// The first element of a matrix.
  @inlinable package subscript(position: Int) -> Int {
    var (rest, offset) = (position, first)
    for axis in extents.indices.reversed() {
      let (quotient, index) = rest.quotientAndRemainder(dividingBy: extents[axis])
      offset += index * strides[axis]
      rest = quotient
    }
    return offset
  }
}
