/// The work items of a matrix product: a grid of blocks of the result.
///
/// Each item reads or packs operands for itself, so a grid has to keep that down and workers evenly busy.
struct ProductPartition: Sendable, Hashable {
  /// The rows of the result.
  let rows: EvenSplit
  /// The columns of the result.
  let columns: EvenSplit

  /// The elements of the shortest part of a row that an item is given where rows are read or written whole,
  /// 1 KiB: memory gives and takes long pieces faster.
  static func leastPiece<Scalar>(of _: Scalar.Type) -> Int { 1024 / MemoryLayout<Scalar>.stride }

  /// The grid of at most so many items, at least one, that takes least.
  ///
  /// - Parameters:
  ///   - unit: it cuts multiples of so many rows and columns.
  ///   - laneCount: how many columns are computed at once.
  ///   - workerCount: how many workers share the items.
  init(
    m: Int, n: Int, unit: (row: Int, column: Int), laneCount: Int, desiredItemCount: Int,
    workerCount: Int, _ prices: Prices
  ) {
    func grid(_ rowParts: Int, _ columnParts: Int) -> Self {
      Self(
        rows: EvenSplit(extent: m, unit: unit.row, desiredPartCount: rowParts),
        columns: EvenSplit(extent: n, unit: unit.column, desiredPartCount: columnParts))
    }
    var best = grid(1, 1)
    var least = best.price(prices, laneCount, workerCount)
    for itemCount in [desiredItemCount, desiredItemCount / 2, desiredItemCount / 4]
    where itemCount > 1 {
      for rowParts in 1...itemCount where itemCount.isMultiple(of: rowParts) {
        let grid = grid(rowParts, itemCount / rowParts)
        let price = grid.price(prices, laneCount, workerCount)
        if price < least { (best, least) = (grid, price) }
      }
    }
    self = best
  }

  private init(rows: EvenSplit, columns: EvenSplit) {
    self.rows = rows
    self.columns = columns
  }

  /// What all items take: the worker with the longest share, and a little of the longest item, which a worker
  /// may be late for that others hold up.
  ///
  /// On Zen 3, shared with others, two workers take squares of 1024 in two items 0.92 (float) and 0.95 (double)
  /// of the time of eight.
  private func price(_ prices: Prices, _ laneCount: Int, _ workerCount: Int) -> Int {
    let items = (0..<itemCount).map { price(ofItem: $0, prices, laneCount) }
    let shares = EvenSplit(extent: itemCount, unit: 1, desiredPartCount: workerCount)
    let longest = (0..<shares.partCount).map { items[shares.range(ofPart: $0)].reduce(0, +) }.max()
    return (longest ?? 0) + (items.max() ?? 0) / 32
  }

  /// What an item takes for each term, in multiply-adds: the last vector of a row is computed whole.
  private func price(ofItem item: Int, _ prices: Prices, _ laneCount: Int) -> Int {
    let (rows, columns) = block(ofItem: item)
    let computed = (columns.count + laneCount - 1) / laneCount * laneCount
    let packsRows = prices.leastPackedColumns.map { columns.count >= $0 } ?? false
    let row =
      computed + (packsRows ? prices.leftPacking : Prices.borrowing)
      + (self.columns.partCount > 1 ? prices.partOfRow : 0)
    let packsColumns = columns.count > prices.mostDirectColumns
    let column = packsColumns ? Prices.packing : prices.rightBorrowing
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
