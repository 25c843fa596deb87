/// The matrix product of few terms, whose time goes into writing the result: row after row, each from its
/// first column to its last, as caches and memory like it best.
public enum RowwiseKernel {
  /// The most terms it sums: so many elements of the left operand stay in registers.
  @inlinable @inline(always) public static var mostTerms: Int { 8 }

  /// Computes a product of at most ``mostTerms`` terms.
  @inlinable @inline(always)
  public static func multiply<L: Lanes>(_: L.Type, _ product: DirectProduct<L.Scalar>) {
    switch product.termCount {
    case 1: multiply(L.self, OneRow.self, product)
    case 2: multiply(L.self, TwoRows.self, product)
    case 3: multiply(L.self, ThreeRows.self, product)
    case 4: multiply(L.self, FourRows.self, product)
    case 5: multiply(L.self, FiveRows.self, product)
    case 6: multiply(L.self, SixRows.self, product)
    case 7: multiply(L.self, SevenRows.self, product)
    default: multiply(L.self, EightRows.self, product)
    }
  }

  /// The rows of the right operand that a strip of columns reads, in bytes: what the first-level cache
  /// holds besides the result that passes through it.
  @inlinable @inline(always) static var stripByteCount: Int { 16_384 }

  /// One loop nest for as many terms as the right operand has rows, in a function of its own.
  @inlinable @inline(never)
  static func multiply<L: Lanes, RightRows: MicrotileHeight>(
    _: L.Type, _: RightRows.Type, _ product: DirectProduct<L.Scalar>
  ) {
    let vectorByteCount = L.laneCount &* MemoryLayout<L.Scalar>.stride
    let stripWidth = stripByteCount / (vectorByteCount &* RightRows.rowCount) &* L.laneCount
    var strip = product
    while strip.columnCount > 0 {
      let count = min(strip.columnCount, stripWidth)
      var row = strip
      for _ in 0..<product.rowCount {
        multiplyRow(L.self, termCount: RightRows.rowCount, row, columnCount: count)
        row.advance(rows: 1)
      }
      strip.right += count
      strip.result += count
      strip.columnCount &-= count
    }
  }

  /// One row of a strip.
  @inlinable @inline(always)
  static func multiplyRow<L: Lanes>(
    _: L.Type, termCount: Int, _ row: DirectProduct<L.Scalar>, columnCount: Int
  ) {
    // Those that there are; the others are not used.
    let terms = Eight { row.left.first[$0 < termCount ? $0 &* row.left.termStep : 0] }
    let width = 4 &* L.laneCount
    var column = 0
    while column &+ width <= columnCount {
      multiply(
        L.self, terms, termCount: termCount, row, column: column, vectorCount: 4, count: L.laneCount
      )
      column &+= width
    }
    while column < columnCount {
      multiply(
        L.self, terms, termCount: termCount, row, column: column, vectorCount: 1,
        count: min(columnCount &- column, L.laneCount))
      column &+= L.laneCount
    }
  }

  /// Some vectors of a row of the result; the last one holds `count` columns.
  @inlinable @inline(always)
  static func multiply<L: Lanes>(
    _: L.Type, _ terms: Eight<L.Scalar>, termCount: Int, _ row: DirectProduct<L.Scalar>,
    column: Int, vectorCount: Int, count: Int
  ) {
    var tile = Microtile<L>()
    func accumulate(_ index: Int) {
      guard index < termCount else { return }
      let right = row.right + (column &+ index &* row.rightTermStep)
      tile.row0.accumulate(
        terms[index], MicrotileRow<L>(loading: right, vectorCount: vectorCount),
        vectorCount: vectorCount)
    }
    accumulate(0)
    accumulate(1)
    accumulate(2)
    accumulate(3)
    accumulate(4)
    accumulate(5)
    accumulate(6)
    accumulate(7)
    tile.update(
      row.result + column, stride: 0, rowCount: 1, row.mode, vectorCount: vectorCount, count: count)
  }
}
