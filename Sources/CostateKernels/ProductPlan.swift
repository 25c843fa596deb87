package import CostateSIMD

/// The matrix product `C = A · B` for fixed extents: how it is cut into work items, and one item's
/// execution.
///
/// - Shapes: `A` is `m × k`, `B` is `k × n`, `C` is `m × n`; operands may have any strides.
/// - Arithmetic: each element is summed over `k` ascending by FMA in chunks of
///   `Arithmetic.productChunkLength`, the chunk sums enter `C` in ascending order as the
///   `ProductMode` says; with `m = 1` or `n = 1` each element is a dot product with 64 partial sums in
///   chunks of `Arithmetic.reductionChunkLength`. `k = 0` is one chunk whose sum is +0.
/// - Cost: `2mnk` flops.
/// - Source: Goto, van de Geijn (2008), "Anatomy of high-performance matrix multiplication",
///   doi 10.1145/1356052.1356053; Van Zee, van de Geijn (2015), "BLIS", doi 10.1145/2764454.
///
/// Items write disjoint parts of the result, in any order, on any thread, each with scratch memory
/// of its own. Nothing is allocated. A batch of products is one `run` for each matrix.
package struct ProductPlan<Scalar: LaneScalar>: Sendable {
  /// The rows of `A` and `C`.
  package let m: Int
  /// The columns of `B` and `C`.
  package let n: Int
  /// The columns of `A` and rows of `B`.
  package let k: Int
  /// The blocking; it never changes the result.
  package let blocks: BlockSizes
  let kernels: KernelTable<Scalar>
  let partition: ProductPartition

  /// Plans a product for up to `width` workers.
  ///
  /// - Precondition: `blocks` were made for the microkernel of `kernels`.
  package init(
    m: Int, n: Int, k: Int, blocks: BlockSizes, kernels: KernelTable<Scalar>, width: Int
  ) {
    precondition(
      blocks.mr == kernels.products.mr && blocks.nr == kernels.products.nr,
      "blocks for a \(blocks.mr) × \(blocks.nr) microkernel given to a"
        + " \(kernels.products.mr) × \(kernels.products.nr) one")
    self.m = m
    self.n = n
    self.k = k
    self.blocks = blocks
    self.kernels = kernels
    partition =
      m == 1 || n == 1
      ? ProductPartition(m: m, n: n, k: k, mr: Self.lineCount, nr: Self.lineCount, width: width)
      : ProductPartition(m: m, n: n, k: k, mr: blocks.mr, nr: blocks.nr, width: width)
  }

  /// The number of work items; 0 if the result is empty.
  package var itemCount: Int { partition.itemCount }

  /// The scratch memory each worker hands in, 64-byte aligned.
  package var scratchByteCount: Int {
    (isDotForm ? dotScratchCount : scratch.count) * MemoryLayout<Scalar>.stride
  }

  /// Computes one work item.
  ///
  /// - Parameters:
  ///   - item: in `0 ..< itemCount`.
  ///   - left: `A`, all of it.
  ///   - right: `B`, all of it.
  ///   - result: `C`, all of it; the item writes its block only.
  ///   - mode: whether the product is assigned, added, negated or subtracted.
  ///   - scratch: `scratchByteCount` bytes, 64-byte aligned, used by no other worker meanwhile.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func run(
    item: Int, left: MatrixView<Scalar>, right: MatrixView<Scalar>,
    result: MutableMatrixView<Scalar>, mode: ProductMode, scratch: UnsafeMutablePointer<Scalar>
  ) {
    var left = left
    var right = right
    if k == 0 {
      // The empty sum +0 is the sum of the one product 0 · 0.
      scratch.update(repeating: 0, count: Self.lineCount)
      left = MatrixView(base: scratch, rowStride: 0, columnStride: 1)
      right = MatrixView(base: scratch, rowStride: 1, columnStride: 0)
    }
    if isDotForm {
      runDotForm(item, left, right, result, mode, scratch + Self.lineCount)
    } else {
      runBlocked(item, left, right, result, mode, scratch + Self.lineCount)
    }
  }

  /// The number of terms, with one product of zeros for none.
  var termCount: Int { max(k, 1) }

  /// At least the scalars of a cache line, for both element types.
  static var lineCount: Int { 16 }

  private var isDotForm: Bool { m == 1 || n == 1 }

  /// The five loops. JC and PC walk the right operand's panels, which stay in the second-level
  /// cache; IC the left one's blocks; the row panels of a block stay in the first-level cache while
  /// the panel's microtiles stream by.
  private func runBlocked(
    _ item: Int, _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let (rows, columns) = partition.block(ofItem: item)
    let rowPanels = rowPanels(rows.count)
    let panelsPerBlock = blocks.mc / blocks.mr
    for jc in stride(from: columns.lowerBound, to: columns.upperBound, by: blocks.nc) {
      let panelColumns = min(blocks.nc, columns.upperBound - jc)
      for pc in stride(from: 0, to: termCount, by: blocks.kc) {
        let terms = min(blocks.kc, termCount - pc)
        var panel = RightPanel(
          right.from(row: pc, column: jc), columnCount: panelColumns, termCount: terms,
          rowPanelCount: rowPanels.partCount, memory: memory + scratch.panel, kernels)
        let blockLeft = left.from(row: rows.lowerBound, column: pc)
        for ic in stride(from: 0, to: rowPanels.partCount, by: panelsPerBlock) {
          let blockPanels = ic..<min(ic + panelsPerBlock, rowPanels.partCount)
          let micropanels = LeftMicropanels(
            blockLeft, rows: rowPanels, panels: blockPanels, termCount: terms,
            tileCount: (panelColumns + blocks.nr - 1) / blocks.nr, block: memory + scratch.block,
            kernels)
          let firstRow = rowPanels.range(ofPart: ic).lowerBound
          for ir in blockPanels {
            let range = rowPanels.range(ofPart: ir)
            let micropanel = micropanels.micropanel(
              row: range.lowerBound - firstRow, rowCount: range.count)
            kernels.products.multiply(
              RowPanelProduct(
                rowCount: range.count, columnCount: panelColumns, termCount: terms,
                left: micropanel.base, leftRowStep: micropanel.rowStep,
                leftTermStep: micropanel.termStep,
                upcoming: ir + panelsPerBlock < rowPanels.partCount && left.columnStride == 1
                  ? left.pointer(
                    row: rows.lowerBound + rowPanels.range(ofPart: ir + panelsPerBlock).lowerBound,
                    column: pc)
                  : nil,
                upcomingRowStep: left.rowStride,
                right: panel.base,
                rightTermStep: panel.termStep, rightTileStep: panel.tileStep,
                packed: panel.packing,
                result: result.pointer(row: rows.lowerBound + range.lowerBound, column: jc),
                resultStride: result.rowStride, mode: pc == 0 ? mode : mode.afterFirstChunk))
            panel.finishPacking()
          }
        }
      }
    }
  }

  /// The rows of a block of the result in panels of at most MR, as equal as they can be: a panel of
  /// few rows costs as much as one of several.
  private func rowPanels(_ rowCount: Int) -> EvenSplit {
    EvenSplit(
      extent: rowCount, unit: 1, desiredPartCount: (rowCount + blocks.mr - 1) / blocks.mr)
  }

  /// Where the blocked form's scratch memory holds what.
  var scratch: ProductScratch {
    ProductScratch(
      blocks: blocks, rowCount: partition.rows.longestPart,
      columnCount: partition.columns.longestPart, termCount: termCount, lineCount: Self.lineCount,
      Scalar.self)
  }
}
