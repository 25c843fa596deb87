/// The work items of a matrix product: a grid of blocks of the result.
///
/// Each item reads or packs operands for itself, so a grid has to keep that down and workers evenly busy.
struct ProductPartition: Sendable, Hashable {
  /// The rows of the result.
  let rows: EvenSplit
  /// The columns of the result.
  let columns: EvenSplit

  /// What a grid's price depends on besides extents.
  struct Conditions {
    /// How many workers share the items.
    var workerCount: Int
    /// From how many columns on the left operand is packed; nil if it is never.
    var leastPackedColumnCount: Int?
    /// What it takes to pack an element of the left operand, in multiply-adds.
    var leftPackingPrice: Int
    /// Up to how many columns the right operand is read where it lies; else it is packed.
    var mostBorrowedColumns: Int
    /// What it takes to read an element of the right operand where it lies, in multiply-adds.
    var rightBorrowingPrice: Int
    /// What it takes for each term, in multiply-adds, to do something with a part of a row; nothing where
    /// rows are whole.
    var partOfRowPrice: Int
  }

  /// The grid of at most so many items, at least one, that takes least; it cuts multiples of so many rows
  /// and columns.
  init(
    m: Int, n: Int, rowUnit: Int, columnUnit: Int, desiredItemCount: Int, _ conditions: Conditions
  ) {
    var best = Self(
      rows: EvenSplit(extent: m, unit: rowUnit, desiredPartCount: 1),
      columns: EvenSplit(extent: n, unit: columnUnit, desiredPartCount: 1))
    var least = best.price(conditions)
    for itemCount in [desiredItemCount, desiredItemCount / 2, desiredItemCount / 4]
    where itemCount > 1 {
      for rowParts in 1...itemCount where itemCount.isMultiple(of: rowParts) {
        let grid = Self(
          rows: EvenSplit(extent: m, unit: rowUnit, desiredPartCount: rowParts),
          columns: EvenSplit(extent: n, unit: columnUnit, desiredPartCount: itemCount / rowParts))
        let price = grid.price(conditions)
        if price < least { (best, least) = (grid, price) }
      }
    }
    self = best
  }

  private init(rows: EvenSplit, columns: EvenSplit) {
    self.rows = rows
    self.columns = columns
  }

  /// What all items take: the worker with the longest share, and an eighth of the longest item, which
  /// a worker may be late for that others hold up.
  ///
  /// On Zen 3 two workers take products of 256 × 1024 · 1024 × 1024 in two or four items 0.95 of the time of
  /// eight.
  private func price(_ conditions: Conditions) -> Int {
    let prices = (0..<itemCount).map { price(ofItem: $0, conditions) }
    let shares = EvenSplit(
      extent: itemCount, unit: 1, desiredPartCount: conditions.workerCount)
    let longest = (0..<shares.partCount).map { prices[shares.range(ofPart: $0)].reduce(0, +) }.max()
    return (longest ?? 0) + (prices.max() ?? 0) / 8
  }

  /// What an item takes for each term, in multiply-adds: the last vector of a row is computed whole.
  private func price(ofItem item: Int, _ conditions: Conditions) -> Int {
    let (rows, columns) = block(ofItem: item)
    let vectorLength = max(1, self.columns.unit / 2)
    let computed = (columns.count + vectorLength - 1) / vectorLength * vectorLength
    let packsRows = conditions.leastPackedColumnCount.map { columns.count >= $0 } ?? false
    let row =
      computed + (packsRows ? conditions.leftPackingPrice : borrowingPrice)
      + (self.columns.partCount > 1 ? conditions.partOfRowPrice : 0)
    let packsColumns = columns.count > conditions.mostBorrowedColumns
    let column = packsColumns ? packingPrice : conditions.rightBorrowingPrice
    return rows.count * row + columns.count * column
  }

  /// The number of items; 0 if the result is empty.
  var itemCount: Int { rows.partCount * columns.partCount }

  /// The rows and columns of the result that an item computes.
  func block(ofItem item: Int) -> (rows: Range<Int>, columns: Range<Int>) {
    if itemCount == 1 { return (0..<rows.extent, 0..<columns.extent) }
    let (row, column) = item.quotientAndRemainder(dividingBy: columns.partCount)
    return (rows.range(ofPart: row), columns.range(ofPart: column))
  }
}
