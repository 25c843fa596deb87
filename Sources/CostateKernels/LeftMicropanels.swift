import CostateSIMD

/// How a block of the left operand is packed.
///
/// The microkernel broadcasts single elements of it, so they need not lie side by side for each `k`:
/// rows that are contiguous stay rows, which vector moves copy, and only other operands are
/// interleaved.
struct LeftMicropanels: Equatable {
  /// The distance between the rows of a micropanel, in elements.
  let rowStep: Int
  /// The distance between its terms, in elements.
  let termStep: Int
  private let termCount: Int

  /// The packing of blocks of `termCount` terms of an operand.
  init<Scalar>(_ left: MatrixView<Scalar>, mr: Int, termCount: Int) {
    self.termCount = termCount
    if left.columnStride == 1 {
      rowStep = Self.rowStep(termCount: termCount, Scalar.self)
      termStep = 1
    } else {
      rowStep = 1
      termStep = mr
    }
  }

  /// The distance between packed rows: an odd number of cache lines, so that rows do not fall into
  /// the same sets of the first-level cache.
  static func rowStep<Scalar>(termCount: Int, _: Scalar.Type) -> Int {
    let lineCount = 64 / MemoryLayout<Scalar>.stride
    return ((termCount + lineCount - 1) / lineCount | 1) * lineCount
  }

  /// Where the micropanel that begins with `row` lies.
  func offset(row: Int) -> Int {
    row * (termStep == 1 ? rowStep : termCount)
  }

  /// Packs `rowCount` rows of the operand, from `source` on.
  func pack<Scalar>(
    _ source: UnsafePointer<Scalar>, _ left: MatrixView<Scalar>, rowCount: Int,
    into block: UnsafeMutablePointer<Scalar>, _ kernels: KernelTable<Scalar>
  ) {
    if termStep == 1 {
      kernels.products.packLeftRows(source, rowCount, termCount, left.rowStride, rowStep, block)
    } else {
      kernels.products.packLeft(
        source, rowCount, termCount, left.rowStride, left.columnStride, block)
    }
  }
}
