import CostateSIMD

/// The extents of a matrix product `C = A · B` and how its operands lie.
package struct ProductShape: Sendable {
  /// The rows of `A` and `C`.
  let m: Int
  /// The columns of `B` and `C`.
  let n: Int
  /// The columns of `A` and rows of `B`.
  let k: Int
  /// How the elements of `A` lie.
  let left: MatrixStrides
  /// How the elements of `B` lie.
  let right: MatrixStrides

  /// A product of operands of any strides.
  package init(m: Int, n: Int, k: Int, left: MatrixStrides, right: MatrixStrides) {
    self.m = m
    self.n = n
    self.k = k
    // The empty sum +0 is the sum of the one product 0 · 0.
    self.left = k > 0 ? left : (0, 1)
    self.right = k > 0 ? right : (1, 0)
  }

  /// The number of terms, with one product of zeros for none.
  var termCount: Int { max(k, 1) }

  /// Whether each element of the result is a dot product.
  var hasDots: Bool { m == 1 || n == 1 }

  /// The operands, or zeros, which take a cache line, for the one term that stands for none.
  func operands<Scalar: LaneScalar>(
    _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    zeros: UnsafeMutablePointer<Scalar>
  ) -> (left: UnsafePointer<Scalar>, right: UnsafePointer<Scalar>) {
    if k > 0 { return (left, right) }
    zeros.update(repeating: 0, count: CacheLine.length(Scalar.self))
    return (UnsafePointer(zeros), UnsafePointer(zeros))
  }

  /// The same product of so many terms.
  func with(termCount: Int) -> ProductShape {
    ProductShape(m: m, n: n, k: termCount, left: left, right: right)
  }
}
