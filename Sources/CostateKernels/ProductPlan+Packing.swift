/// The multiply-adds that take as long as to pack an element of an operand.
package let packingPrice = 15

/// What is packed of operands before or while they are multiplied.
extension ProductPlan {
  /// The elements that all items together pack; some of an operand are packed by several.
  ///
  /// - Parameters:
  ///   - left: the strides of `A`.
  ///   - right: the strides of `B`.
  ///   - packed: those of both that were packed beforehand.
  package func packedElementCount(
    left: MatrixStrides, right: MatrixStrides, packed: PackedOperands<Scalar> = PackedOperands()
  ) -> Int {
    if isDotForm || !packed.hasAny && isDirect(left, right) { return 0 }
    return (0..<itemCount).reduce(0) { sum, item in
      let (rows, columns) = partition.block(ofItem: item)
      let packsLeft = packed.left == nil && packs(left: left, columnCount: columns.count)
      let packsRight = packed.right == nil && packs(right: right, rowCount: rows.count)
      let panelCount = (columns.count + blocks.nc - 1) / blocks.nc
      let lineCount = (packsLeft ? panelCount * rows.count : 0) + (packsRight ? columns.count : 0)
      return sum + lineCount * termCount
    }
  }

  /// Whether an item of so many columns packs its left operand.
  func packs(left: MatrixStrides, columnCount: Int) -> Bool {
    LeftMicropanels<Scalar>.packs(
      left, termCount: min(termCount, blocks.kc), columnCount: min(columnCount, blocks.nc),
      nr: blocks.nr)
  }

  private func packs(right: MatrixStrides, rowCount: Int) -> Bool {
    RightPanel<Scalar>.packs(
      right, termCount: min(termCount, blocks.kc),
      rowPanelCount: RowPanels(rowCount: rowCount, mr: blocks.mr).count)
  }
}

extension ChunkedProductPlan {
  /// The elements that all items together pack; see ``ProductPlan/packedElementCount(left:right:packed:)``.
  package func packedElementCount(left: MatrixStrides, right: MatrixStrides) -> Int {
    (chunkCount - 1) * wholeChunk.packedElementCount(left: left, right: right)
      + lastChunk.packedElementCount(left: left, right: right)
  }
}
