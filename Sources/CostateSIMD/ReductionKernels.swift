/// The kernels of one reduction: along rows and down columns.
public struct ReductionKernel<Scalar>: Sendable {
  /// `(first, second, rowStride, count, rowCount, results, scratch)`: see ``RowReduction``.
  public typealias Rows =
    @Sendable (
      UnsafePointer<Scalar>, UnsafePointer<Scalar>, Int, Int, Int, UnsafeMutablePointer<Scalar>,
      UnsafeMutablePointer<Scalar>
    ) -> Void

  /// `(source, termStride, count, chunkLength, width, result)`: see ``ColumnReduction``.
  public typealias Columns =
    @Sendable (UnsafePointer<Scalar>, Int, Int, Int, Int, UnsafeMutablePointer<Scalar>) -> Void

  /// Reduces contiguous rows, which are as far apart in both operands. A reduction of one operand ignores
  /// `second`, which must be readable like `first`.
  public let reduceRows: Rows

  /// Folds rows into one with the operation that joins chunk results.
  public let reduceColumns: Columns

  /// Joins the two.
  @inlinable @inline(always)
  public init(reduceRows: @escaping Rows, reduceColumns: @escaping Columns) {
    self.reduceRows = reduceRows
    self.reduceColumns = reduceColumns
  }
}

/// The reductions of one instruction-set level and element type.
public struct ReductionKernels<Scalar>: Sendable {
  /// The sum of the terms.
  public let sum: ReductionKernel<Scalar>
  /// The sum of the products of two operands' terms, by FMA.
  public let sumOfProducts: ReductionKernel<Scalar>
  /// The IEEE 754-2019 `maximum` of the terms.
  public let maximum: ReductionKernel<Scalar>
  /// The scratch memory of `reduceRows`, in elements.
  public let rowScratchCount: Int

  /// Instantiates the templates for a level. Each kernel is written out as a closure: a template
  /// that took the operations as stored closures would call them term by term.
  @inlinable @inline(always)
  public init<L: Lanes>(_: L.Type) where L.Scalar == Scalar {
    rowScratchCount = RowReduction<L>.scratchCount
    let sumColumns: ReductionKernel<Scalar>.Columns = {
      source, termStride, count, chunkLength, width, result in
      ColumnReduction.reduce(
        L.self, source: source, termStride: termStride, count: count, chunkLength: chunkLength,
        width: width, result: result, identity: Vector(constant: -0.0)
      ) { $0 + $1 }
    }
    sum = ReductionKernel(
      reduceRows: { first, second, rowStride, count, rowCount, results, scratch in
        RowReduction<L>(scratch: scratch).reduce(
          first: first, rowStride: rowStride, second: second, secondStride: rowStride,
          count: count, rowCount: rowCount, results: results, identity: Vector(constant: -0.0),
          padding: (Vector(constant: -0.0), Vector(constant: 1)),
          accumulate: { sum, term, _ in sum + term }, fold: { $0 + $1 })
      }, reduceColumns: sumColumns)
    sumOfProducts = ReductionKernel(
      reduceRows: { first, second, rowStride, count, rowCount, results, scratch in
        RowReduction<L>(scratch: scratch).sumProducts(
          first: first, rowStride: rowStride, second: second, secondStride: rowStride,
          count: count, rowCount: rowCount, results: results)
      }, reduceColumns: sumColumns)
    maximum = ReductionKernel(
      reduceRows: { first, second, rowStride, count, rowCount, results, scratch in
        RowReduction<L>(scratch: scratch).reduce(
          first: first, rowStride: rowStride, second: second, secondStride: rowStride,
          count: count, rowCount: rowCount, results: results,
          identity: Vector(constant: -.infinity),
          padding: (Vector(constant: -.infinity), Vector(constant: 1)),
          accumulate: { maximum, term, _ in .maximum(maximum, term) },
          fold: { .maximum($0, $1) })
      },
      reduceColumns: { source, termStride, count, chunkLength, width, result in
        ColumnReduction.reduce(
          L.self, source: source, termStride: termStride, count: count, chunkLength: chunkLength,
          width: width, result: result, identity: Vector(constant: -.infinity)
        ) { .maximum($0, $1) }
      })
  }
}
