package import CostateSIMD

/// The matrix product `C = A · B` for fixed extents and strides: how it is cut into work items, and one
/// item's execution.
///
/// - Shapes: `A` is `m × k`, `B` is `k × n`, `C` is `m × n`; operands may have any strides.
/// - Arithmetic: each element is summed over `k` ascending by FMA in chunks of
///   `Arithmetic.productChunkLength`, the chunk sums enter `C` in ascending order as the
///   `ProductMode` says; with `m = 1` or `n = 1` each element is a dot product, whose chunk
///   sums are those of `ReductionPlan`. `k = 0` is one chunk whose sum is +0.
/// - Cost: `2mnk` flops.
/// - Source: Goto, van de Geijn (2008), "Anatomy of high-performance matrix multiplication",
///   doi 10.1145/1356052.1356053; Van Zee, van de Geijn (2015), "BLIS", doi 10.1145/2764454.
///
/// Items write disjoint parts of the result, in any order, on any thread, each with scratch memory
/// of its own. Nothing is allocated. A batch of products is one `run` for each matrix.
///
/// It is a class so that what runs it holds a reference: products of a few hundred nanoseconds notice
/// when it is copied.
package final class ProductPlan<Scalar: LaneScalar>: Sendable {
  /// How items are computed.
  enum Form: Sendable {
    /// The result has one row or column, and each of its elements is a dot product.
    case dots
    /// The result is written row by row.
    case rowwise
    /// Operands are read where they lie.
    case direct
    /// Block by block; operands are packed where that pays.
    case blocked
  }

  /// The rows of `A` and `C`.
  package let m: Int
  /// The columns of `B` and `C`.
  package let n: Int
  /// The columns of `A` and rows of `B`.
  package let k: Int
  /// How the elements of `A` lie.
  let leftStrides: MatrixStrides
  /// How the elements of `B` lie.
  let rightStrides: MatrixStrides
  /// The blocking; it never changes the result.
  package let blocks: BlockSizes
  let kernels: KernelTable<Scalar>
  let form: Form
  let partition: ProductPartition
  private let rowPanelsPerBlock: Int
  private let followingTermCount: Int
  /// How many columns, the last ones, the direct form computes as rows of the transposed product.
  let exchangedColumnCount: Int
  /// Where the blocked form's scratch memory holds what.
  let scratch: ProductScratch

  /// Plans a product in at most so many work items, at least one.
  ///
  /// - Parameters:
  ///   - left: how the elements of `A` lie.
  ///   - right: how the elements of `B` lie.
  ///   - workerCount: how many workers share the items; nil for one each.
  ///   - finishesRows: whether something is done with each row of a block when it is computed.
  ///   - followingTermCount: how many terms follow that another product of the same strides takes next:
  ///     operands come from memory, and those terms are fetched, which the direct form does not do. 0 for none.
  /// - Precondition: `blocks` were made for the microkernel of `kernels`.
  package init(
    m: Int, n: Int, k: Int, left: MatrixStrides, right: MatrixStrides, blocks: BlockSizes,
    kernels: KernelTable<Scalar>, desiredItemCount: Int, workerCount: Int? = nil,
    finishesRows: Bool = false, followingTermCount: Int = 0
  ) {
    precondition(
      blocks.mr == kernels.products.mr && blocks.nr == kernels.products.nr,
      "blocks for a \(blocks.mr) × \(blocks.nr) microkernel given to a"
        + " \(kernels.products.mr) × \(kernels.products.nr) one")
    self.m = m
    self.n = n
    self.k = k
    // The empty sum +0 is the sum of the one product 0 · 0.
    leftStrides = k > 0 ? left : (0, 1)
    rightStrides = k > 0 ? right : (1, 0)
    self.blocks = blocks
    self.kernels = kernels
    let termCount = max(k, 1)
    let hasDots = m == 1 || n == 1
    let isRowwise =
      !hasDots && Self.isRowwise(rightStrides, termCount: termCount, columnCount: n)
    self.followingTermCount = followingTermCount
    let mostDirectColumns =
      followingTermCount > 0
      ? 0
      : Self.mostDirectColumns(
        leftStrides, rightStrides, rowCount: m, termCount: termCount, blocks)
    let workers = workerCount ?? desiredItemCount
    let (rowUnit, columnUnit) =
      if hasDots {
        (
          Self.dotUnit(alongTerms: left.column == 1, extent: m, workerCount: workers),
          Self.dotUnit(alongTerms: right.row == 1, extent: n, workerCount: workers)
        )
      } else if isRowwise {
        (1, Self.leastColumnCount)
      } else if n <= mostDirectColumns {
        (Self.directRowUnit, blocks.nr)
      } else {
        (blocks.mr, blocks.nr)
      }
    partition = ProductPartition(
      m: m, n: n, rowUnit: rowUnit, columnUnit: columnUnit, desiredItemCount: desiredItemCount,
      ProductPartition.Conditions(
        workerCount: workers,
        leastPackedColumnCount: LeftMicropanels<Scalar>.leastPackedColumnCount(
          leftStrides, termCount: min(termCount, blocks.kc), blocks),
        leftPackingPrice: Self.leftPackingPrice(leftStrides),
        mostBorrowedColumns: isRowwise ? n : mostDirectColumns,
        // The first-level cache keeps the few terms of long rows.
        rightBorrowingPrice: isRowwise ? 0 : borrowingPrice,
        partOfRowPrice: finishesRows ? Self.partOfRowPrice / termCount : 0))
    let isDirect = partition.columns.longestPart <= mostDirectColumns
    form = hasDots ? .dots : isRowwise ? .rowwise : isDirect ? .direct : .blocked
    exchangedColumnCount =
      form == .direct
      ? Self.exchangedColumnCount(m: m, n: n, k: k, left: left, laneCount: kernels.laneCount) : 0
    rowPanelsPerBlock = blocks.mc / blocks.mr
    scratch = ProductScratch(
      blocks: blocks, rowCount: partition.rows.longestPart,
      columnCount: partition.columns.longestPart, termCount: termCount, lineCount: Self.lineCount,
      Scalar.self)
  }

  /// The number of work items; 0 if the result is empty.
  package var itemCount: Int { partition.itemCount }

  /// The scratch memory each worker hands in, 64-byte aligned.
  package var scratchByteCount: Int {
    let count =
      switch form {
      case .dots: dotScratchCount
      case .rowwise: 0
      case .direct: exchangeScratchCount
      case .blocked: scratch.count
      }
    return count * MemoryLayout<Scalar>.stride
  }

  /// What computes a work item.
  ///
  /// - Parameters:
  ///   - item: in `0 ..< itemCount`.
  ///   - left: the first element of `A`.
  ///   - right: the first element of `B`.
  ///   - result: `C`, all of it; the item writes its block only.
  ///   - scratch: `scratchByteCount` bytes, 64-byte aligned, used by no other worker meanwhile.
  ///   - finish: called with every block of the item's rows and columns once it is computed, while a
  ///     cache holds it.
  package typealias Body =
    @Sendable (
      _ item: Int, _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
      _ result: MutableMatrixView<Scalar>, _ scratch: UnsafeMutablePointer<Scalar>,
      _ finish: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
    ) -> Void

  /// The function that computes items: code for this element type and form, found once, since products
  /// of few elements take no longer than to find it.
  ///
  /// - Parameters:
  ///   - packed: those operands that were packed beforehand.
  ///   - mode: whether the product is assigned, added, negated or subtracted.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func body(
    mode: ProductMode, packed: PackedOperands<Scalar> = PackedOperands()
  ) -> Body {
    switch form {
    case .dots where isOneGroup:
      return { [self] _, left, right, result, scratch, finish in
        runOneGroup(left, right, result, mode, scratch + Self.lineCount)
        finish(0..<m, 0..<n)
      }
    case .dots:
      return { [self] item, left, right, result, scratch, finish in
        let (left, right) = views(left, right, scratch)
        runDotForm(item, left, right, result, mode, scratch + Self.lineCount)
        let block = partition.block(ofItem: item)
        finish(block.rows, block.columns)
      }
    case .rowwise:
      return { [self] item, left, right, result, _, finish in
        runRowwiseForm(
          item, MatrixView(base: left, leftStrides), MatrixView(base: right, rightStrides), result,
          mode, finish)
      }
    case .direct where isOneBlock:
      return { [self] _, left, right, result, scratch, finish in
        multiplyBlock(0..<m, 0..<n, 0..<termCount, left, right, result, mode, scratch)
        finish(0..<m, 0..<n)
      }
    case .direct:
      return { [self] item, left, right, result, scratch, finish in
        runDirectForm(item, left, right, result, mode, scratch, finish)
      }
    case .blocked:
      return { [self] item, left, right, result, scratch, finish in
        let (left, right) = views(left, right, scratch)
        runBlocked(item, left, right, packed, result, mode, scratch + Self.lineCount, finish)
      }
    }
  }

  /// The operands, or zeros for the one term that stands for none.
  private func views(
    _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>,
    _ scratch: UnsafeMutablePointer<Scalar>
  ) -> (left: MatrixView<Scalar>, right: MatrixView<Scalar>) {
    if k > 0 {
      return (MatrixView(base: left, leftStrides), MatrixView(base: right, rightStrides))
    }
    scratch.update(repeating: 0, count: Self.lineCount)
    return (
      MatrixView(base: UnsafePointer(scratch), leftStrides),
      MatrixView(base: UnsafePointer(scratch), rightStrides)
    )
  }

  /// The number of terms, with one product of zeros for none.
  var termCount: Int { max(k, 1) }

  /// At least the scalars of a cache line, for both element types.
  static var lineCount: Int { 16 }

  /// So many elements, rounded up to whole lines.
  static func wholeLines(_ count: Int) -> Int { (count + lineCount - 1) / lineCount * lineCount }

  /// The multiply-adds that take as long as to start elementwise work on a part of a row, 65 ns.
  private static var partOfRowPrice: Int { 5_000 }

  /// The five loops. JC and PC walk the right operand's panels, which stay in the second-level
  /// cache or the third; IC the left one's blocks; the row panels of a block stay in the first-level cache while
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
        let nextTerms = min(blocks.kc, termCount + followingTermCount - pc - terms)
        let left = (packed.left?.view ?? left).from(row: rows.lowerBound, column: pc)
        var panel =
          packed.right.map {
            RightPanel(
              packed: $0.panel(row: pc, column: jc, termCount: terms), termCount: terms,
              nr: blocks.nr)
          }
          ?? RightPanel(
            right.from(row: pc, column: jc), columnCount: panelColumns, termCount: terms,
            nextTermCount: nextTerms, rowPanelCount: rowPanels.count,
            memory: memory + scratch.panel, kernels)
        let packsLeft =
          packed.left == nil
          && LeftMicropanels<Scalar>.packs(
            left.strides, termCount: terms, columnCount: panelColumns, blocks)
        multiply(
          rowPanels, left, packsLeft: packsLeft, &panel, columnCount: panelColumns,
          termCount: terms, nextTermCount: nextTerms,
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
    _ right: inout RightPanel<Scalar>, columnCount: Int, termCount: Int, nextTermCount: Int,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>, finish: (_ rows: Range<Int>) -> Void
  ) {
    let copiesRows = packsLeft && left.columnStride == 1
    let isKept = rowPanels.rowCount * termCount <= blocks.nearElementCount
    let panelsPerBlock = copiesRows ? 1 : packsLeft ? rowPanelsPerBlock : rowPanels.count
    let tileCount = (columnCount + blocks.nr - 1) / blocks.nr
    let stepTermCount = kernels.products.stepTermCount
    let stepCount = tileCount * ((termCount + stepTermCount - 1) / stepTermCount)
    var firstPanel = 0
    while firstPanel < rowPanels.count {
      let endPanel = min(firstPanel + panelsPerBlock, rowPanels.count)
      let panels = firstPanel..<endPanel
      let block = LeftMicropanels(
        left, rowPanels, panels, termCount: termCount, packingInto: packsLeft ? memory : nil,
        kernels)
      var panel = firstPanel
      while panel < endPanel {
        let end =
          right.packing == nil
          ? rowPanels.endOfEqualPanels(from: panel, below: endPanel) : panel + 1
        let row = rowPanels.start(of: panel)
        let rowCount = rowPanels.rowCount(of: panel)
        kernels.products.multiply(
          RowPanelProduct(
            panelCount: end - panel, rowCount: rowCount, columnCount: columnCount,
            termCount: termCount, left: block.rows(of: panel),
            leftPanelStep: block.step(from: panel),
            upcomingLeft: block.upcoming(
              in: left, during: panel..<end, panelsPerBlock: panelsPerBlock,
              termCount: termCount, nextTermCount: nextTermCount, isKept: isKept,
              stepCount: (end - panel) * stepCount),
            upcomingRight: right.upcoming(
              during: panel..<end, of: rowPanels.count, stepCount: (end - panel) * stepCount),
            right: right.base, rightTermStep: right.termStep, rightTileStep: right.tileStep,
            packed: right.packing, result: result.pointer(row: row, column: 0),
            resultStride: result.rowStride, mode: mode))
        right.finishPacking()
        finish(row..<row + (end - panel) * rowCount)
        panel = end
      }
      firstPanel = endPanel
    }
  }
}
