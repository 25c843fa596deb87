/// The multiply-adds that take as long as to pack an element of an operand.
private let packingPrice = 15

/// The same where the rows of the left operand are interleaved, once more in each item that reads them.
///
/// On Zen 3 two workers take 64 × 4096 · 4096 × 1024 in two or four items 0.85 to 0.95 of the time of eight.
private let interleavingPrice = 40

/// What is packed of operands before or while they are multiplied.
extension BlockedForm {
  /// What items take to get at operands, where those of few columns read them where they lie.
  static func prices(
    _ shape: ProductShape, _ blocks: BlockSizes, mostDirectColumns: Int
  ) -> ProductPartition.Prices {
    ProductPartition.Prices(
      leastPackedColumnCount: LeftMicropanels<Scalar>.leastPackedColumnCount(
        shape.left, termCount: min(shape.termCount, blocks.kc), blocks),
      leftPacking: leftPackingPrice(shape.left), mostBorrowedColumns: mostDirectColumns,
      rightPacking: packingPrice)
  }

  /// The multiply-adds that take as long as all that the items together pack; some of an operand is packed
  /// by several.
  ///
  /// - Parameter packed: those operands that were packed beforehand.
  func packingMultiplyAdds(_ packed: PackedOperands<Scalar>) -> Int {
    (0..<partition.itemCount).reduce(0) { sum, item in
      let (rows, columns) = partition.block(ofItem: item)
      let packsLeft = packed.left == nil && packsLeft(columnCount: columns.count)
      let packsRight = packed.right == nil && packsRight(rowCount: rows.count)
      let panelCount = (columns.count + blocks.nc - 1) / blocks.nc
      let price =
        (packsLeft ? Self.leftPackingPrice(shape.left) * panelCount * rows.count : 0)
        + (packsRight ? packingPrice * columns.count : 0)
      return sum + price * shape.termCount
    }
  }

  /// The multiply-adds that take as long as to pack an element of the left operand.
  private static func leftPackingPrice(_ strides: MatrixStrides) -> Int {
    strides.column == 1 ? packingPrice : interleavingPrice
  }

  /// Whether the left operand is packed for so many columns.
  func packsLeft(columnCount: Int) -> Bool {
    LeftMicropanels<Scalar>.packs(
      shape.left, termCount: min(shape.termCount, blocks.kc),
      columnCount: min(columnCount, blocks.nc), blocks)
  }

  private func packsRight(rowCount: Int) -> Bool {
    RightPanel<Scalar>.packs(
      shape.right, rowPanelCount: RowPanels(rowCount: rowCount, mr: blocks.mr).count)
  }
}
