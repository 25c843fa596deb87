import CostateSIMD

/// The micropanels of a block of the left operand.
///
/// The microkernel broadcasts single elements of it, so they need not lie side by side for each `k`:
/// rows that are contiguous stay rows. They are read where they lie or copied by vector moves; only
/// other operands are interleaved.
struct LeftMicropanels<Scalar: LaneScalar> {
  private let left: MatrixView<Scalar>
  private let block: UnsafeMutablePointer<Scalar>
  private let termCount: Int
  /// The rows before this one are read where they lie.
  private let firstPackedRow: Int

  /// Packs what has to be packed of the first `rowCount` rows of `left` into `block`.
  ///
  /// - Parameter columnCount: for how many columns of the result each row is read.
  init(
    _ left: MatrixView<Scalar>, rowCount: Int, termCount: Int, columnCount: Int, mr: Int,
    block: UnsafeMutablePointer<Scalar>, _ kernels: KernelTable<Scalar>
  ) {
    self.left = left
    self.block = block
    self.termCount = termCount
    let isBorrowed = left.columnStride == 1 && columnCount <= Self.mostBorrowedColumns
    firstPackedRow = isBorrowed ? rowCount - rowCount % mr : 0
    let source = left.pointer(row: firstPackedRow, column: 0)
    let packedCount = rowCount - firstPackedRow
    if left.columnStride == 1 {
      kernels.products.packLeftRows(
        source, packedCount, termCount, left.rowStride, Self.rowStep(termCount: termCount), block)
    } else {
      kernels.products.packLeft(
        source, packedCount, termCount, left.rowStride, left.columnStride, block)
    }
  }

  /// Up to how many columns of the result packing contiguous rows costs more than it brings.
  /// Measured with AVX-512 on a virtual Xeon with 2 MiB of second-level cache: reading the rows where
  /// they lie is 4 % faster at n = 96, as fast at 256 and slower at 512.
  private static var mostBorrowedColumns: Int { 256 }

  /// The distance between packed rows: an odd number of cache lines, so that rows do not fall into
  /// the same sets of the first-level cache.
  static func rowStep(termCount: Int) -> Int {
    let lineCount = 64 / MemoryLayout<Scalar>.stride
    return ((termCount + lineCount - 1) / lineCount | 1) * lineCount
  }

  /// The micropanel that begins with `row`: its first element, and the distances between its rows
  /// and between its terms.
  func micropanel(
    row: Int, mr: Int
  ) -> (base: UnsafePointer<Scalar>, rowStep: Int, termStep: Int) {
    if row < firstPackedRow {
      return (left.pointer(row: row, column: 0), left.rowStride, 1)
    }
    let packedRow = row - firstPackedRow
    if left.columnStride == 1 {
      let rowStep = Self.rowStep(termCount: termCount)
      return (UnsafePointer(block + packedRow * rowStep), rowStep, 1)
    }
    return (UnsafePointer(block + packedRow * termCount), 1, mr)
  }
}
