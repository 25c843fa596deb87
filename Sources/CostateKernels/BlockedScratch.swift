import CostateSIMD

/// Where a worker's scratch memory holds the packed operands of a blocked matrix product, in elements.
///
/// Every part begins on a cache line and ends with one more, which packing may write.
struct BlockedScratch: Equatable {
  /// The zeros that stand for operands without terms.
  let zeros: Int
  /// The packed block of the left operand.
  let block: Int
  /// The packed panel of the right operand.
  let panel: Int
  /// The number of elements.
  let count: Int

  /// Lays out the memory for work items of at most these extents.
  init<Scalar: LaneScalar>(
    blocks: BlockSizes, rowCount: Int, columnCount: Int, termCount: Int, _: Scalar.Type
  ) {
    let line = CacheLine.length(Scalar.self)
    func lines(_ count: Int) -> Int { CacheLine.wholeLines(count, of: Scalar.self) + line }
    func padded(_ extent: Int, _ unit: Int) -> Int { (extent + unit - 1) / unit * unit }
    let terms = min(blocks.kc, termCount)
    let rows = padded(min(blocks.mc, rowCount), blocks.mr)
    let rowForm = rows * LeftMicropanels<Scalar>.rowStep(termCount: terms)
    let interleavedForm =
      rows / blocks.mr * LeftMicropanels<Scalar>.panelStep(mr: blocks.mr, termCount: terms)
    zeros = 0
    block = line
    panel = block + lines(max(rowForm, interleavedForm))
    count = panel + lines(padded(min(blocks.nc, columnCount), blocks.nr) * terms)
  }
}
