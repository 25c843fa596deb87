/// The kernels of one reduction: along rows and down columns.
public struct ReductionKernel<Scalar>: Sendable {
  /// See ``RowReduction``.
  public typealias Rows = @Sendable (ReducedRows<Scalar>) -> Void

  /// See ``ColumnReduction``.
  public typealias Columns = @Sendable (ReducedColumns<Scalar>) -> Void

  /// Reduces rows, which are as far apart in both operands.
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
    let sumColumns: ReductionKernel<Scalar>.Columns = { columns in
      ColumnReduction.reduce(L.self, columns, identity: Vector(constant: -0.0)) { $0 + $1 }
    }
    sum = ReductionKernel(
      reduceRows: { rows in
        RowReduction<L>.reduce(
          rows, secondStride: rows.rowStride, identity: Vector(constant: -0.0),
          padding: (Vector(constant: -0.0), Vector(constant: 1)),
          accumulate: { sum, term, _ in sum + term }, fold: { $0 + $1 })
      }, reduceColumns: sumColumns)
    sumOfProducts = ReductionKernel(
      reduceRows: { rows in RowReduction<L>.sumProducts(rows, secondStride: rows.rowStride) },
      reduceColumns: sumColumns)
    maximum = ReductionKernel(
      reduceRows: { rows in
        RowReduction<L>.reduce(
          rows, secondStride: rows.rowStride, identity: Vector(constant: -.infinity),
          padding: (Vector(constant: -.infinity), Vector(constant: 1)),
          accumulate: { maximum, term, _ in .maximum(maximum, term) },
          fold: { .maximum($0, $1) })
      },
      reduceColumns: { columns in
        ColumnReduction.reduce(L.self, columns, identity: Vector(constant: -.infinity)) {
          .maximum($0, $1)
        }
      })
  }
}
