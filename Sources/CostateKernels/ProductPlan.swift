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

  /// The five loops. JC and PC walk the right operand's panels, IC the left one's blocks, JR and IR
  /// the microtiles: consecutive microtiles share the right micropanel, which stays in the first-level
  /// cache.
  private func runBlocked(
    _ item: Int, _ left: MatrixView<Scalar>, _ right: MatrixView<Scalar>,
    _ result: MutableMatrixView<Scalar>, _ mode: ProductMode,
    _ memory: UnsafeMutablePointer<Scalar>
  ) {
    let (rows, columns) = partition.block(ofItem: item)
    let block = memory + scratch.block
    let panel = memory + scratch.panel
    let tile = memory + scratch.tile
    for jc in stride(from: columns.lowerBound, to: columns.upperBound, by: blocks.nc) {
      let panelColumns = min(blocks.nc, columns.upperBound - jc)
      for pc in stride(from: 0, to: termCount, by: blocks.kc) {
        let terms = min(blocks.kc, termCount - pc)
        let mode = pc == 0 ? mode : mode.afterFirstChunk
        kernels.products.packRight(
          right.pointer(row: pc, column: jc), panelColumns, terms, right.columnStride,
          right.rowStride, panel)
        for ic in stride(from: rows.lowerBound, to: rows.upperBound, by: blocks.mc) {
          let blockRows = min(blocks.mc, rows.upperBound - ic)
          let micropanels = LeftMicropanels(
            left.from(row: ic, column: pc), rowCount: blockRows, termCount: terms,
            columnCount: panelColumns, mr: blocks.mr, block: block, kernels)
          for jr in stride(from: 0, to: panelColumns, by: blocks.nr) {
            let tileColumns = min(blocks.nr, panelColumns - jr)
            for ir in stride(from: 0, to: blockRows, by: blocks.mr) {
              let micropanel = micropanels.micropanel(row: ir, mr: blocks.mr)
              kernels.products.multiply(
                terms, micropanel.base, micropanel.rowStep, micropanel.termStep,
                panel + jr * terms,
                result.pointer(row: ic + ir, column: jc + jr), result.rowStride,
                min(blocks.mr, blockRows - ir), tileColumns, mode, tile)
            }
          }
        }
      }
    }
  }

  /// Where the blocked form's scratch memory holds what.
  var scratch: ProductScratch {
    ProductScratch(
      blocks: blocks, rowCount: partition.rows.longestPart,
      columnCount: partition.columns.longestPart, termCount: termCount, lineCount: Self.lineCount,
      Scalar.self)
  }
}
