/// The work items of a matrix product: a grid of blocks of the result, cut between microtiles.
///
/// Each item packs what it reads, so a grid has to keep that down and workers evenly busy.
struct ProductPartition: Sendable, Hashable {
  /// The rows of the result.
  let rows: EvenSplit
  /// The columns of the result.
  let columns: EvenSplit

  /// The grid of so many items, or of as many as there can be, over microtiles of `mr × nr`, of which the
  /// longest share takes least.
  ///
  /// - Parameter packsLeft: whether the left operand is packed for however few columns.
  init(m: Int, n: Int, mr: Int, nr: Int, desiredItemCount: Int, packsLeft: Bool) {
    let grids = (1...desiredItemCount).map { rowParts in
      Self(
        rows: EvenSplit(extent: m, unit: mr, desiredPartCount: rowParts),
        columns: EvenSplit(extent: n, unit: nr, desiredPartCount: desiredItemCount / rowParts))
    }
    // Workers get shares of neighbouring items, two each where there are enough.
    let shareCount = desiredItemCount < 4 ? desiredItemCount : desiredItemCount / 2
    let prices = grids.map { grid in
      (-grid.itemCount, grid.longestSharePrice(shareCount: shareCount, packsLeft: packsLeft))
    }
    let best = prices.indices.min { prices[$0] < prices[$1] }
    self = grids[best ?? 0]
  }

  private init(rows: EvenSplit, columns: EvenSplit) {
    self.rows = rows
    self.columns = columns
  }

  /// What the longest of so many shares takes; see ``price(ofItem:packsLeft:)``.
  private func longestSharePrice(shareCount: Int, packsLeft: Bool) -> Int {
    let shares = EvenSplit(extent: itemCount, unit: 1, desiredPartCount: shareCount)
    return (0..<shares.partCount).map { share in
      shares.range(ofPart: share).reduce(0) { $0 + price(ofItem: $1, packsLeft: packsLeft) }
    }.max() ?? 0
  }

  /// What an item takes for each term, in multiply-adds: the last vector of a row is computed whole, an
  /// element that is packed takes as long as 15 of them, and one that is read where it lies as long as 5.
  private func price(ofItem item: Int, packsLeft: Bool) -> Int {
    let (rows, columns) = block(ofItem: item)
    let vectorLength = max(1, self.columns.unit / 2)
    let computed = (columns.count + vectorLength - 1) / vectorLength * vectorLength
    let packsRows = packsLeft || columns.count > mostBorrowedTiles * self.columns.unit
    return rows.count * computed + 15 * columns.count + (packsRows ? 15 : 5) * rows.count
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
