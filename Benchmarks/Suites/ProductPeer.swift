/// A case computed by a library's routines, the way its users call them.
struct ProductPeer<Scalar: BLASScalar> {
  let library: BLASLibrary
  let routines: BLASRoutines<Scalar>
  let operands: ProductOperands<Scalar>
  let result: AlignedBuffer<Scalar>

  /// Nil if the library lacks the routines.
  init?(_ library: BLASLibrary, _ operands: ProductOperands<Scalar>) {
    guard let routines = Scalar.routines(of: library) else { return nil }
    self.library = library
    self.routines = routines
    self.operands = operands
    let item = operands.item
    result = AlignedBuffer(count: item.batchCount * item.m * item.n)
  }

  func engine(threads: Int) -> Engine {
    let library = library
    return Engine(
      name: library.name, threads: threads, prepare: { library.setThreads(threads) },
      run: computation)
  }

  private var computation: () -> Void {
    let item = operands.item
    if item.batchCount > 1 { return batch(item) }
    return item.m == 1 || item.n == 1 ? vectorProduct(item) : product(item, 0)
  }

  private func product(_ item: ProductCase, _ index: Int) -> () -> Void {
    let (product, a, b) = (
      routines.product, operands.leftMatrix(index), operands.rightMatrix(index)
    )
    let c = result.base + index * item.m * item.n
    return {
      product(
        a.operation, b.operation, Int32(item.m), Int32(item.n), Int32(item.k), a.base,
        Int32(a.rowStride), b.base, Int32(b.rowStride), c, Int32(item.n))
    }
  }

  /// `y = A x`, or `y = Bᵀ x` for a row times a matrix.
  private func vectorProduct(_ item: ProductCase) -> () -> Void {
    let (product, y) = (routines.vectorProduct, result.base)
    let isRow = item.m == 1
    let matrix = isRow ? operands.rightMatrix(0) : operands.leftMatrix(0)
    let x = isRow ? operands.left.base : operands.right.base
    let stored = isRow ? item.storedRight : item.storedLeft
    let operation = BLASRoutines<Scalar>.Matrix(
      base: matrix.base, rowStride: matrix.rowStride, isTransposed: isRow != matrix.isTransposed
    ).operation
    return {
      product(
        operation, Int32(stored.rows), Int32(stored.columns), matrix.base, Int32(matrix.rowStride),
        x, y)
    }
  }

  /// One call where the library has a routine for it, else a call for each product.
  private func batch(_ item: ProductCase) -> () -> Void {
    guard let batchProduct = routines.batchProduct else {
      let products = (0..<item.batchCount).map { product(item, $0) }
      return { for product in products { product() } }
    }
    let left = (0..<item.batchCount).map { operands.leftMatrix($0) }
    let right = (0..<item.batchCount).map { operands.rightMatrix($0) }
    let (a, b) = (left.map(\.base), right.map(\.base))
    let c = (0..<item.batchCount).map { [base = result.base] in base + $0 * item.m * item.n }
    // One group of products, all of one shape.
    let (m, n, k) = (Int32(item.m), Int32(item.n), Int32(item.k))
    let (strideA, strideB, strideC) = (Int32(left[0].rowStride), Int32(right[0].rowStride), n)
    let (operationA, operationB) = (left[0].operation, right[0].operation)
    let (one, zero, count) = (1 as Scalar, 0 as Scalar, Int32(item.batchCount))
    return {
      withUnsafePointer(to: one) { one in
        withUnsafePointer(to: zero) { zero in
          batchProduct(
            BLASRoutines<Scalar>.rowMajor, [operationA], [operationB], [m], [n], [k], one, a,
            [strideA], b, [strideB], zero, c, [strideC], 1, [count])
        }
      }
    }
  }
}
