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
  /// Whether the result has one row or column, so that its elements are dot products.
  let isDotForm: Bool
  let partition: ProductPartition
  private let rowPanelsPerBlock: Int
  /// Where the blocked form's scratch memory holds what.
  let scratch: ProductScratch

  /// Plans a product in at most so many work items, at least one.
  ///
  /// - Parameters:
  ///   - workerCount: how many workers share the items; nil for one each.
  ///   - leftRowsAreContiguous: whether neighbours in a row of `A` are neighbours in memory, for all that
  ///     is known: other operands are packed.
  ///   - finishesRows: whether something is done with each row of a block when it is computed.
  /// - Precondition: `blocks` were made for the microkernel of `kernels`.
  package init(
    m: Int, n: Int, k: Int, blocks: BlockSizes, kernels: KernelTable<Scalar>,
    desiredItemCount: Int, workerCount: Int? = nil, leftRowsAreContiguous: Bool = true,
    finishesRows: Bool = false
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
    isDotForm = m == 1 || n == 1
    partition = ProductPartition(
      m: m, n: n, mr: isDotForm ? Self.dotGroupCount : blocks.mr,
      nr: isDotForm ? Self.dotGroupCount : blocks.nr, desiredItemCount: desiredItemCount,
      ProductPartition.Conditions(
        workerCount: workerCount ?? desiredItemCount, packsLeft: !leftRowsAreContiguous,
        partOfRowPrice: finishesRows ? Self.partOfRowPrice / max(k, 1) : 0))
    rowPanelsPerBlock = blocks.mc / blocks.mr
    scratch = ProductScratch(
      blocks: blocks, rowCount: partition.rows.longestPart,
      columnCount: partition.columns.longestPart, termCount: max(k, 1), lineCount: Self.lineCount,
      Scalar.self)
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
  ///   - packed: those of both that were packed beforehand.
  ///   - result: `C`, all of it; the item writes its block only.
  ///   - mode: whether the product is assigned, added, negated or subtracted.
  ///   - scratch: `scratchByteCount` bytes, 64-byte aligned, used by no other worker meanwhile.
  ///   - finish: called with every block of the item's rows and columns once it is computed, while a
  ///     cache holds it.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func run(
    item: Int, left: MatrixView<Scalar>, right: MatrixView<Scalar>,
    packed: PackedOperands<Scalar> = PackedOperands(), result: MutableMatrixView<Scalar>,
    mode: ProductMode, scratch: UnsafeMutablePointer<Scalar>,
    finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void = { _, _ in }
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
      let block = partition.block(ofItem: item)
      finish(block.rows, block.columns)
    } else if !packed.hasAny, isDirect(left.strides, right.strides) {
      runDirectForm(item, left, right, result, mode, finish)
    } else {
      runBlocked(item, left, right, packed, result, mode, scratch + Self.lineCount, finish)
    }
  }

  /// The number of terms, with one product of zeros for none.
  var termCount: Int { max(k, 1) }

  /// At least the scalars of a cache line, for both element types.
  static var lineCount: Int { 16 }

  /// The dot products that work items do not cut: up to four vectors of them take as long as one.
  static var dotGroupCount: Int { 256 / MemoryLayout<Scalar>.stride }

  /// The multiply-adds that take as long as to start elementwise work on a part of a row, 65 ns.
  private static var partOfRowPrice: Int { 5_000 }

  /// The five loops. JC and PC walk the right operand's panels, which stay in the second-level
  /// cache; IC the left one's blocks; the row panels of a block stay in the first-level cache while
  /// the panel's microtiles stream by.
  private func runBlocked(
    _ item: Int, _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>,
    _ packed: PackedOperands<Scalar>, _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>,
    _ finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
  ) {
    let (rows, columns) = partition.block(ofItem: item)
    let rowPanels = RowPanels(rowCount: rows.count, mr: blocks.mr)
    var jc = columns.lowerBound
    while jc < columns.upperBound {
      let panelColumns = min(blocks.nc, columns.upperBound - jc)
      var pc = 0
      while pc < termCount {
        let terms = min(blocks.kc, termCount - pc)
        let left = (packed.left?.view ?? left).from(row: rows.lowerBound, column: pc)
        var panel =
          packed.right.map {
            RightPanel(
              packed: $0.panel(row: pc, column: jc, termCount: terms), termCount: terms,
              nr: blocks.nr)
          }
          ?? RightPanel(
            right.from(row: pc, column: jc), columnCount: panelColumns, termCount: terms,
            rowPanelCount: rowPanels.count, memory: memory + scratch.panel, kernels)
        let packsLeft =
          packed.left == nil
          && LeftMicropanels<Scalar>.packs(
            left.strides, termCount: terms, columnCount: panelColumns, nr: blocks.nr)
        multiply(
          rowPanels, left, packsLeft: packsLeft, &panel, columnCount: panelColumns,
          termCount: terms,
          result.from(row: rows.lowerBound, column: jc), pc == 0 ? mode : mode.afterFirstChunk,
          memory + scratch.block
        ) { panelRows in
          guard pc + terms == termCount else { return }
          let first = rows.lowerBound + panelRows.lowerBound
          finish(first..<first + panelRows.count, jc..<jc + panelColumns)
        }
        pc += blocks.kc
      }
      jc += blocks.nc
    }
  }

  /// The two loops over one panel of the right operand: blocks of the left one, and their row panels.
  private func multiply(
    _ rowPanels: RowPanels, _ left: MatrixView<Scalar>, packsLeft: Bool,
    _ right: inout RightPanel<Scalar>,
    columnCount: Int, termCount: Int, _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>, finish: (_ rows: Range<Int>) -> Void
  ) {
    let panelsPerBlock = packsLeft ? rowPanelsPerBlock : rowPanels.count
    var firstPanel = 0
    while firstPanel < rowPanels.count {
      let endPanel = min(firstPanel + panelsPerBlock, rowPanels.count)
      let block = LeftMicropanels(
        left, rowPanels, firstPanel..<endPanel, termCount: termCount,
        packingInto: packsLeft ? memory : nil, kernels)
      var panel = firstPanel
      while panel < endPanel {
        let end =
          right.packing == nil
          ? rowPanels.endOfEqualPanels(from: panel, below: endPanel) : panel + 1
        let row = rowPanels.start(of: panel)
        let rowCount = rowPanels.rowCount(of: panel)
        let upcoming = panel + panelsPerBlock
        kernels.products.multiply(
          RowPanelProduct(
            panelCount: end - panel, rowCount: rowCount, columnCount: columnCount,
            termCount: termCount, left: block.rows(of: panel),
            leftPanelStep: block.step(from: panel),
            upcoming: upcoming < rowPanels.count && left.columnStride == 1
              ? left.pointer(row: rowPanels.start(of: upcoming), column: 0) : nil,
            upcomingRowStep: left.rowStride,
            upcomingLineCount: upcomingLineCount(termCount: termCount, columnCount: columnCount),
            right: right.base, rightTermStep: right.termStep,
            rightTileStep: right.tileStep, packed: right.packing,
            result: result.pointer(row: row, column: 0), resultStride: result.rowStride,
            mode: mode))
        right.finishPacking()
        finish(row..<row + (end - panel) * rowCount)
        panel = end
      }
      firstPanel = endPanel
    }
  }

  /// The cache lines of a row's terms that each of a row panel's microtiles has fetched.
  private func upcomingLineCount(termCount: Int, columnCount: Int) -> Int {
    let tileCount = (columnCount + blocks.nr - 1) / blocks.nr
    let lineCount = (termCount + Self.lineCount - 1) / Self.lineCount
    return (lineCount + tileCount - 1) / tileCount
  }
}
