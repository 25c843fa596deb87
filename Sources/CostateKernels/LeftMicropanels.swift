import CostateSIMD

/// The micropanels of a block of the left operand: for each row panel of the result its rows.
///
/// The microkernel broadcasts single elements of it, so they need not lie side by side for each `k`:
/// rows that are contiguous stay rows. They are read where they lie or copied by vector moves; only
/// other operands are interleaved.
struct LeftMicropanels<Scalar: LaneScalar> {
  /// The block's first element where the micropanels begin.
  private let base: UnsafePointer<Scalar>
  /// The distance from one row of the block to the next, also between micropanels.
  private let rowStep: Int
  /// The distance between the terms of a row; nil if each micropanel is interleaved by its rows.
  private let termStep: Int?

  /// Packs the row panels of `left` into `block`, unless they are better read where they lie.
  ///
  /// - Parameters:
  ///   - rows: the row panels, counted from the operand's first row.
  ///   - tileCount: for how many microtiles each row is read.
  init(
    _ left: MatrixView<Scalar>, rows: EvenSplit, panels: Range<Int>, termCount: Int,
    tileCount: Int, block: UnsafeMutablePointer<Scalar>, _ kernels: KernelTable<Scalar>
  ) {
    let first = rows.range(ofPart: panels.lowerBound).lowerBound
    let count = rows.range(ofPart: panels.upperBound - 1).upperBound - first
    let source = left.from(row: first, column: 0)
    if tileCount <= Self.mostBorrowedTiles && (left.columnStride == 1 || left.rowStride == 1) {
      (base, rowStep, termStep) = (source.base, left.rowStride, left.columnStride)
    } else if left.columnStride == 1 {
      (base, rowStep, termStep) = (UnsafePointer(block), Self.rowStep(termCount: termCount), 1)
      kernels.products.packLeftRows(
        source.base, count, termCount, left.rowStride, rowStep, block)
    } else {
      (base, rowStep, termStep) = (UnsafePointer(block), termCount, nil)
      for panel in panels {
        let range = rows.range(ofPart: panel)
        kernels.products.packLeft(
          left.pointer(row: range.lowerBound, column: 0), range.count, termCount, left.rowStride,
          left.columnStride, block + (range.lowerBound - first) * termCount)
      }
    }
  }

  /// Up to how many microtiles a row is read where it lies: copying it costs more than it brings.
  private static var mostBorrowedTiles: Int { 8 }

  /// The distance between packed rows: an odd number of cache lines, so that rows do not fall into
  /// the same sets of the first-level cache.
  static func rowStep(termCount: Int) -> Int {
    let lineCount = 64 / MemoryLayout<Scalar>.stride
    return ((termCount + lineCount - 1) / lineCount | 1) * lineCount
  }

  /// The micropanel that begins `row` rows into the block and has `rowCount` of them: its first
  /// element, and the distances between its rows and between its terms.
  func micropanel(
    row: Int, rowCount: Int
  ) -> (base: UnsafePointer<Scalar>, rowStep: Int, termStep: Int) {
    let first = base + row * rowStep
    if let termStep { return (first, rowStep, termStep) }
    return (first, 1, rowCount)
  }
}
