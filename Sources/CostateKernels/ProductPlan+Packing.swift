/// The multiply-adds that take as long as to pack an element of an operand.
let packingPrice = 15

/// The same where the rows of the left operand are interleaved, once more in each item that reads them.
///
/// On Zen 3 two workers take 64 × 4096 · 4096 × 1024 in two or four items 0.85 to 0.95 of the time of eight.
let interleavingPrice = 40

/// The multiply-adds that take as long as to read an element of an operand where it lies, in each item.
let borrowingPrice = 5

/// What is packed of operands before or while they are multiplied.
extension ProductPlan {
  /// The multiply-adds that take as long as all that the items together pack; some of an operand is packed
  /// by several.
  ///
  /// - Parameter packed: those operands that were packed beforehand.
  package func packingMultiplyAdds(
    packed: PackedOperands<Scalar> = PackedOperands()
  ) -> Int {
    if form != .blocked { return 0 }
    return (0..<itemCount).reduce(0) { sum, item in
      let (rows, columns) = partition.block(ofItem: item)
      let packsLeft = packed.left == nil && packsLeft(columnCount: columns.count)
      let packsRight = packed.right == nil && packsRight(rowCount: rows.count)
      let panelCount = (columns.count + blocks.nc - 1) / blocks.nc
      let price =
        (packsLeft ? Self.leftPackingPrice(leftStrides) * panelCount * rows.count : 0)
        + (packsRight ? packingPrice * columns.count : 0)
      return sum + price * termCount
    }
  }

  /// The multiply-adds that take as long as to pack an element of the left operand.
  static func leftPackingPrice(_ strides: MatrixStrides) -> Int {
    strides.column == 1 ? packingPrice : interleavingPrice
  }

  /// Whether an item of so many columns packs its left operand.
  func packsLeft(columnCount: Int) -> Bool {
    LeftMicropanels<Scalar>.packs(
      leftStrides, termCount: min(termCount, blocks.kc), columnCount: min(columnCount, blocks.nc),
      blocks)
  }

  private func packsRight(rowCount: Int) -> Bool {
    RightPanel<Scalar>.packs(
      rightStrides, rowPanelCount: RowPanels(rowCount: rowCount, mr: blocks.mr).count)
  }
}

extension SplitKPlan {
  /// What all items together pack; see ``ProductPlan/packingMultiplyAdds(packed:)``.
  package var packingMultiplyAdds: Int {
    (chunkCount - 1) * wholeChunk.packingMultiplyAdds() + lastChunk.packingMultiplyAdds()
  }
}
