import CostateSIMD

/// The distances from one row of a matrix to the next and from one column to the next, in elements.
package typealias MatrixStrides = (row: Int, column: Int)

/// A matrix in memory that is only read.
///
/// Invariant: `base[row · rowStride + column · columnStride]` is initialised for every row and column
/// of the matrix, and 64 bytes past its last element may be read.
package struct MatrixView<Scalar> {
  /// The first element.
  package var base: UnsafePointer<Scalar>
  /// The distance from one row to the next, in elements.
  package var rowStride: Int
  /// The distance from one column to the next, in elements.
  package var columnStride: Int

  /// A view with these strides; 1 and the row length are those of a row-major matrix.
  @inlinable
  package init(base: UnsafePointer<Scalar>, rowStride: Int, columnStride: Int) {
    self.base = base
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// A view with these strides.
  @inlinable
  package init(base: UnsafePointer<Scalar>, _ strides: MatrixStrides) {
    self.init(base: base, rowStride: strides.row, columnStride: strides.column)
  }

  /// Both distances.
  var strides: MatrixStrides { (rowStride, columnStride) }

  /// The same memory with rows and columns exchanged.
  package var transposed: MatrixView {
    MatrixView(base: base, rowStride: columnStride, columnStride: rowStride)
  }

  /// Some rows, to be packed.
  func lines(from row: Int = 0, rowCount: Int, termCount: Int) -> OperandLines<Scalar> {
    OperandLines(
      source: pointer(row: row, column: 0), lineCount: rowCount, termCount: termCount,
      lineStride: rowStride, termStride: columnStride)
  }

  /// The same matrix without what lies before an element.
  func from(row: Int, column: Int) -> MatrixView {
    MatrixView(
      base: pointer(row: row, column: column), rowStride: rowStride, columnStride: columnStride)
  }

  /// Where an element lies.
  func pointer(row: Int, column: Int) -> UnsafePointer<Scalar> {
    base + (row * rowStride + column * columnStride)
  }
}

/// A matrix in memory that is written: its rows are contiguous.
///
/// Invariant: `base[row · rowStride + column]` belongs to nobody else while the view is written.
package struct MutableMatrixView<Scalar> {
  /// The first element.
  package var base: UnsafeMutablePointer<Scalar>
  /// The distance from one row to the next, in elements; at least the number of columns.
  package var rowStride: Int

  /// A view with this row stride.
  @inlinable
  package init(base: UnsafeMutablePointer<Scalar>, rowStride: Int) {
    self.base = base
    self.rowStride = rowStride
  }

  /// Where an element lies.
  func pointer(row: Int, column: Int) -> UnsafeMutablePointer<Scalar> {
    base + (row * rowStride + column)
  }

  /// The same matrix without what lies before an element.
  func from(row: Int, column: Int) -> MutableMatrixView {
    MutableMatrixView(base: pointer(row: row, column: column), rowStride: rowStride)
  }
}
