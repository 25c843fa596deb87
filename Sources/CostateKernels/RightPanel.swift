import CostateSIMD

/// A panel of the right operand: `KC × NC`, packed into micropanels that the second-level cache
/// holds, or the third, or read where it lies.
///
/// Rows that are contiguous are packed while the first row panel is computed from them: the stores hide
/// behind the multiplications. Other operands are packed beforehand; so are rows of which a microtile
/// would fetch single cache lines, far from each other.
struct RightPanel<Scalar: LaneScalar> {
  /// The first element as the next row panel reads it.
  private(set) var base: UnsafePointer<Scalar>
  /// The distance from one term to the next.
  private(set) var termStep: Int
  /// The distance from one microtile's columns to the next microtile's.
  private(set) var tileStep: Int
  /// Where the next row panel packs the operand on its way; nil if it does not.
  private(set) var packing: UnsafeMutablePointer<Scalar>?
  private let nr: Int
  private let termCount: Int
  /// The rows of the next panel, where they are contiguous and fetched while this one is used.
  private let next: (rows: MatrixView<Scalar>, termCount: Int, columnCount: Int)?
  private let firstFetchingPanel: Int

  /// Packs what cannot be packed on the way.
  ///
  /// - Parameters:
  ///   - right: the panel's part of the operand.
  ///   - nextTermCount: the terms of the next panel; 0 for none.
  ///   - rowPanelCount: how many row panels read the panel.
  ///   - memory: room for whole micropanels.
  init(
    _ right: MatrixView<Scalar>, columnCount: Int, termCount: Int, nextTermCount: Int,
    rowPanelCount: Int, memory: UnsafeMutablePointer<Scalar>, _ kernels: KernelTable<Scalar>
  ) {
    nr = kernels.products.nr
    self.termCount = termCount
    next =
      nextTermCount > 0 && right.columnStride == 1
      ? (right.from(row: termCount, column: 0), nextTermCount, columnCount) : nil
    let packs = Self.packs(right.strides, rowPanelCount: rowPanelCount)
    if !packs || Self.isReadInPieces(right.strides, nr: nr) {
      base = right.base
      termStep = right.rowStride
      tileStep = nr
      packing = packs ? memory : nil
    } else {
      kernels.products.packRight(
        right.transposed.lines(rowCount: columnCount, termCount: termCount), memory)
      base = UnsafePointer(memory)
      packing = nil
      termStep = nr
      tileStep = nr * termCount
    }
    firstFetchingPanel = packing == nil ? 0 : 1
  }

  /// Reads what was packed beforehand.
  init(packed: UnsafePointer<Scalar>, termCount: Int, nr: Int) {
    self.nr = nr
    self.termCount = termCount
    (base, termStep, tileStep) = (packed, nr, nr * termCount)
    packing = nil
    next = nil
    firstFetchingPanel = 0
  }

  /// Whether a panel is packed, beforehand or on the way.
  static func packs(_ right: MatrixStrides, rowPanelCount: Int) -> Bool {
    right.column != 1 || rowPanelCount > mostBorrowingRowPanels
  }

  /// Whether microtiles read their own columns of an operand as fast as whole rows are read: rows are
  /// contiguous, and a microtile takes more than a cache line of each or they are less than 1 KiB apart.
  private static func isReadInPieces(_ right: MatrixStrides, nr: Int) -> Bool {
    let size = MemoryLayout<Scalar>.stride
    return right.column == 1 && (nr * size > CacheLine.byteCount || right.row * size < 1024)
  }

  /// For up to how many row panels the operand is read where it lies.
  private static var mostBorrowingRowPanels: Int { 2 }

  /// What the microtiles of some row panels have fetched: their share of the next panel's rows. A first row
  /// panel that packs this one reads it from memory, and has none.
  func upcoming(
    during panels: Range<Int>, of panelCount: Int, stepCount: Int
  ) -> UpcomingRows<Scalar>? {
    guard let next, panels.lowerBound >= firstFetchingPanel else { return nil }
    return UpcomingRows(
      next.rows.base, rowStep: next.rows.rowStride, rowCount: next.termCount,
      elementCount: next.columnCount, during: panels, of: firstFetchingPanel..<panelCount,
      stepCount: stepCount)
  }

  /// From the second row panel on the packed operand is read.
  mutating func finishPacking() {
    guard let packed = packing else { return }
    base = UnsafePointer(packed)
    termStep = nr
    tileStep = nr * termCount
    packing = nil
  }
}
