package import CostateSIMD

/// An element type that the libraries have routines for.
package protocol BLASScalar: LaneScalar {
  /// The routines of a library; nil if it lacks them.
  static func routines(of library: BLASLibrary) -> BLASRoutines<Self>?
}

extension Float: BLASScalar {
  private typealias Product =
    @convention(c) (
      Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafeRawPointer, Int32, UnsafeRawPointer,
      Int32, Float, UnsafeMutableRawPointer, Int32
    ) -> Void
  private typealias VectorProduct =
    @convention(c) (
      Int32, Int32, Int32, Int32, Float, UnsafeRawPointer, Int32, UnsafeRawPointer, Int32, Float,
      UnsafeMutableRawPointer, Int32
    ) -> Void

  /// `cblas_sgemm`, `cblas_sgemv` and, where it exists, `cblas_sgemm_batch`.
  package static func routines(of library: BLASLibrary) -> BLASRoutines<Float>? {
    guard let product = library.library.function("cblas_sgemm", as: Product.self),
      let vectorProduct = library.library.function("cblas_sgemv", as: VectorProduct.self)
    else { return nil }
    return BLASRoutines(
      product: { operationA, operationB, m, n, k, a, strideA, b, strideB, c, strideC in
        product(
          BLASRoutines<Float>.rowMajor, operationA, operationB, m, n, k, 1, a, strideA, b, strideB,
          0, c, strideC)
      },
      vectorProduct: { operation, rows, columns, a, stride, x, y in
        vectorProduct(
          BLASRoutines<Float>.rowMajor, operation, rows, columns, 1, a, stride, x, 1, 0, y, 1)
      },
      batchProduct: library.library.function(
        "cblas_sgemm_batch", as: BLASRoutines<Float>.BatchProduct.self))
  }
}

extension Double: BLASScalar {
  private typealias Product =
    @convention(c) (
      Int32, Int32, Int32, Int32, Int32, Int32, Double, UnsafeRawPointer, Int32, UnsafeRawPointer,
      Int32, Double, UnsafeMutableRawPointer, Int32
    ) -> Void
  private typealias VectorProduct =
    @convention(c) (
      Int32, Int32, Int32, Int32, Double, UnsafeRawPointer, Int32, UnsafeRawPointer, Int32, Double,
      UnsafeMutableRawPointer, Int32
    ) -> Void

  /// `cblas_dgemm`, `cblas_dgemv` and, where it exists, `cblas_dgemm_batch`.
  package static func routines(of library: BLASLibrary) -> BLASRoutines<Double>? {
    guard let product = library.library.function("cblas_dgemm", as: Product.self),
      let vectorProduct = library.library.function("cblas_dgemv", as: VectorProduct.self)
    else { return nil }
    return BLASRoutines(
      product: { operationA, operationB, m, n, k, a, strideA, b, strideB, c, strideC in
        product(
          BLASRoutines<Double>.rowMajor, operationA, operationB, m, n, k, 1, a, strideA, b,
          strideB, 0, c, strideC)
      },
      vectorProduct: { operation, rows, columns, a, stride, x, y in
        vectorProduct(
          BLASRoutines<Double>.rowMajor, operation, rows, columns, 1, a, stride, x, 1, 0, y, 1)
      },
      batchProduct: library.library.function(
        "cblas_dgemm_batch", as: BLASRoutines<Double>.BatchProduct.self))
  }
}
