/// What is packed of operands before or while they are multiplied.
extension BlockedForm {
  /// What items take to get at operands, where those of few columns read them where they lie.
  static func prices(
    _ shape: ProductShape, _ blocks: BlockSizes, mostDirectColumns: Int
  ) -> ProductPartition.Prices {
    ProductPartition.Prices(
      leastPackedColumns: LeftMicropanels<Scalar>.leastPackedColumnCount(
        shape.left, termCount: min(shape.termCount, blocks.kc), blocks),
      leftPacking: leftPackingPrice(shape.left), mostDirectColumns: mostDirectColumns)
  }

  /// The multiply-adds that take as long as all that the items together pack; some of an operand is packed
  /// by several.
  ///
  /// - Parameter packed: those operands that were packed beforehand.
  func packingMultiplyAdds(_ packed: PackedOperands<Scalar>) -> Int {
    (0..<partition.itemCount).reduce(0) { sum, item in
      let (rows, columns) = partition.block(ofItem: item)
      let packsLeft =
        packed.left == nil && packsLeft(columnCount: columns.count, termCount: shape.termCount)
      let packsRight = packed.right == nil && packsRight(rowCount: rows.count)
      let panelCount = (columns.count + blocks.nc - 1) / blocks.nc
      let price =
        (packsLeft ? Self.leftPackingPrice(shape.left) * panelCount * rows.count : 0)
        + (packsRight ? ProductPartition.Prices.packing * columns.count : 0)
      return sum + price * shape.termCount
    }
  }

  /// The multiply-adds that take as long as to pack an element of the left operand.
  private static func leftPackingPrice(_ strides: MatrixStrides) -> Int {
    strides.column == 1 ? ProductPartition.Prices.packing : ProductPartition.Prices.interleaving
  }

  /// Whether the left operand is packed for so many columns and terms, of which no more count than a block has.
  func packsLeft(columnCount: Int, termCount: Int) -> Bool {
    LeftMicropanels<Scalar>.packs(
      shape.left, termCount: min(termCount, blocks.kc), columnCount: min(columnCount, blocks.nc),
      blocks)
  }

  private func packsRight(rowCount: Int) -> Bool {
    RightPanel<Scalar>.packs(
      shape.right, rowPanelCount: RowPanels(rowCount: rowCount, mr: blocks.mr).count)
  }
}
