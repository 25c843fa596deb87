/// The routines of a library for one element type, for row-major matrices, with α = 1 and β = 0.
///
/// Extents and strides are in elements.
package struct BLASRoutines<Scalar> {
  /// A matrix where it lies.
  struct Matrix {
    /// The first element.
    let base: UnsafePointer<Scalar>
    /// The elements between neighbouring rows.
    let rowStride: Int
    /// Whether it is read transposed.
    let isTransposed: Bool

    /// The constant of the C interface.
    var operation: Int32 { isTransposed ? 112 : 111 }
  }

  /// `(operation A, operation B, m, n, k, A, its stride, B, its stride, C, its stride)`.
  typealias Product = (
    Int32, Int32, Int32, Int32, Int32, UnsafeRawPointer, Int32, UnsafeRawPointer, Int32,
    UnsafeMutableRawPointer, Int32
  ) -> Void
  /// `(operation A, rows, columns, A, its stride, x, y)`, rows and columns as stored.
  typealias VectorProduct = (
    Int32, Int32, Int32, UnsafeRawPointer, Int32, UnsafeRawPointer, UnsafeMutableRawPointer
  ) -> Void
  /// `(order, operations A, operations B, m, n, k, α, A, strides, B, strides, β, C, strides, groups,
  /// products of each group)`: a group has one shape.
  typealias BatchProduct =
    @convention(c) (
      Int32, UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Int32>,
      UnsafePointer<Int32>, UnsafeRawPointer, UnsafeRawPointer, UnsafePointer<Int32>,
      UnsafeRawPointer, UnsafePointer<Int32>, UnsafeRawPointer, UnsafeRawPointer,
      UnsafePointer<Int32>, Int32, UnsafePointer<Int32>
    ) -> Void

  /// The constant of the C interface for matrices stored row by row.
  static var rowMajor: Int32 { 101 }

  let product: Product
  let vectorProduct: VectorProduct
  /// Nil where the library has no routine for batches.
  let batchProduct: BatchProduct?
}
