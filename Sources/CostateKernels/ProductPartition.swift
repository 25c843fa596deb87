/// The work items of a matrix product: a grid of blocks of the result, cut between microtiles.
///
/// Each item packs what it reads, so the grid is the one that packs least.
struct ProductPartition: Sendable, Hashable {
  /// The rows of the result.
  let rows: EvenSplit
  /// The columns of the result.
  let columns: EvenSplit

  /// A grid of at most so many items, at least one, over microtiles of `mr × nr`.
  init(m: Int, n: Int, mr: Int, nr: Int, desiredItemCount: Int) {
    let grids = (1...desiredItemCount).map { rowParts in
      (
        EvenSplit(extent: m, unit: mr, desiredPartCount: rowParts),
        EvenSplit(extent: n, unit: nr, desiredPartCount: desiredItemCount / rowParts)
      )
    }
    let sizes = grids.map { rows, columns in
      (
        busy: min(desiredItemCount, rows.partCount * columns.partCount),
        packed: rows.partCount * n + columns.partCount * m
      )
    }
    let best = sizes.indices.min { a, b in
      (-sizes[a].busy, sizes[a].packed) < (-sizes[b].busy, sizes[b].packed)
    }
    (rows, columns) = grids[best ?? 0]
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
