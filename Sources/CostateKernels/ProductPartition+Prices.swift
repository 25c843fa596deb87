extension ProductPartition {
  /// What decides between grids: which operands items read where they lie and which they pack, and what an
  /// element of each takes, once in each item that reads it, in multiply-adds.
  struct Prices {
    /// From how many columns on items pack the left operand; nil if they never do.
    var leastPackedColumns: Int?
    /// To pack an element of the left operand.
    var leftPacking = packing
    /// Up to how many columns items read the right operand where it lies; else they pack it.
    var mostDirectColumns = Int.max
    /// To read an element of the right operand where it lies.
    var rightBorrowing = borrowing
    /// To begin a part of a row, for each term; nothing where rows are whole.
    var partOfRow = 0

    /// To start elementwise work on a part of a row, of all terms together: 65 ns.
    static let finishingPartOfRow = 5_000
    /// To read an element of an operand where it lies.
    static let borrowing = 5
    /// To pack an element of an operand.
    static let packing = 15
    /// The same where the rows of the left operand are interleaved.
    ///
    /// On Zen 3 two workers take 64 × 4096 · 4096 × 1024 in two or four items 0.85 to 0.95 of the time of eight.
    static let interleaving = 40
  }
}
