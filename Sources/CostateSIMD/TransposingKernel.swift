/// The matrix product of up to four rows with a right operand whose terms, not columns, lie side by side.
///
/// Vectors run along columns: four terms of each are read at once and transposed in registers. For a few
/// rows that takes less than to pack the operand, or to fill vectors with rows.
public enum TransposingKernel {
  /// The most rows it computes.
  @inlinable @inline(always) public static var mostRows: Int { 4 }

  /// The terms that are transposed at once.
  @inlinable @inline(always) public static var termGroupCount: Int { 4 }

  /// How many columns are computed at once: two vectors where the sums of one row or two would wait for each
  /// other.
  @inlinable @inline(always)
  static func tileWidth(rowCount: Int, columnCount: Int, laneCount: Int) -> Int {
    rowCount <= 2 && columnCount >= 2 &* laneCount ? 2 &* laneCount : laneCount
  }

  /// In how many steps of ``termGroupCount`` terms a product is computed; with each something may be fetched.
  @inlinable @inline(always)
  public static func stepCount(
    rowCount: Int, columnCount: Int, termCount: Int, laneCount: Int
  ) -> Int {
    let width = tileWidth(rowCount: rowCount, columnCount: columnCount, laneCount: laneCount)
    return (columnCount &+ width &- 1) / width &* (termCount / termGroupCount)
  }

  /// Assigns a product; how sums enter the result is not asked.
  ///
  /// The last columns are computed, and the last terms read, together with those before them.
  ///
  /// - Parameters:
  ///   - product: at most ``mostRows`` rows and at least a vector of columns; ``termGroupCount`` terms
  ///     that end with the last one may be read.
  ///   - columnStep: the distance from one column of the right operand to the next.
  ///   - upcoming: what is read once these are computed, in `stepCount` steps; nil if nothing is fetched.
  @inlinable @inline(always)
  public static func multiply<L: Lanes>(
    _: L.Type, _ product: DirectProduct<L.Scalar>, columnStep: Int,
    _ upcoming: UpcomingRows<L.Scalar>?
  ) {
    switch product.rowCount {
    case 1: multiply(L.self, OneRow.self, product, columnStep, upcoming)
    case 2: multiply(L.self, TwoRows.self, product, columnStep, upcoming)
    case 3: multiply(L.self, ThreeRows.self, product, columnStep, upcoming)
    default: multiply(L.self, FourRows.self, product, columnStep, upcoming)
    }
  }

  /// One loop over columns for each number of rows, in a function of its own.
  @inlinable @inline(never)
  static func multiply<L: Lanes, Height: MicrotileHeight>(
    _: L.Type, _: Height.Type, _ product: DirectProduct<L.Scalar>, _ columnStep: Int,
    _ upcoming: UpcomingRows<L.Scalar>?
  ) {
    var upcoming = upcoming
    let width = tileWidth(
      rowCount: Height.rowCount, columnCount: product.columnCount, laneCount: L.laneCount)
    var next = 0
    while next < product.columnCount {
      if width > L.laneCount && product.columnCount &- next > L.laneCount {
        multiplyTile(
          L.self, rowCount: Height.rowCount, vectorCount: 2,
          column: min(next, product.columnCount &- width), product, columnStep, &upcoming)
      } else {
        multiplyTile(
          L.self, rowCount: Height.rowCount, vectorCount: 1,
          column: min(next, product.columnCount &- L.laneCount), product, columnStep, &upcoming)
      }
      next &+= width
    }
  }

  /// One or two vectors of columns.
  @inlinable @inline(always)
  static func multiplyTile<L: Lanes>(
    _: L.Type, rowCount: Int, vectorCount: Int, column: Int, _ product: DirectProduct<L.Scalar>,
    _ columnStep: Int, _ upcoming: inout UpcomingRows<L.Scalar>?
  ) {
    var left = product.left
    var right = product.right + column &* columnStep
    var tile = Microtile<L>()
    for _ in 0..<product.termCount / termGroupCount {
      upcoming?.fetchNext(L.self)
      let terms = TransposedTerms<L>(right, columnStep, vectorCount)
      tile.accumulate(terms.first, &left, rowCount, vectorCount)
      tile.accumulate(terms.second, &left, rowCount, vectorCount)
      tile.accumulate(terms.third, &left, rowCount, vectorCount)
      tile.accumulate(terms.fourth, &left, rowCount, vectorCount)
      right += termGroupCount
    }
    // A case each: what is read is then transposed only as far as the case needs it.
    let rest = product.termCount % termGroupCount
    right += rest &- termGroupCount
    switch rest {
    case 1:
      let terms = TransposedTerms<L>(right, columnStep, vectorCount)
      tile.accumulate(terms.fourth, &left, rowCount, vectorCount)
    case 2:
      let terms = TransposedTerms<L>(right, columnStep, vectorCount)
      tile.accumulate(terms.third, &left, rowCount, vectorCount)
      tile.accumulate(terms.fourth, &left, rowCount, vectorCount)
    case 3:
      let terms = TransposedTerms<L>(right, columnStep, vectorCount)
      tile.accumulate(terms.second, &left, rowCount, vectorCount)
      tile.accumulate(terms.third, &left, rowCount, vectorCount)
      tile.accumulate(terms.fourth, &left, rowCount, vectorCount)
    default: break
    }
    tile.update(
      product.result + column, stride: product.resultStride, rowCount: rowCount, .assign,
      vectorCount: vectorCount, count: L.laneCount)
  }
}

/// Four terms of one or two vectors of columns.
@frozen @usableFromInline struct TransposedTerms<L: Lanes> {
  @usableFromInline var first = MicrotileRow<L>()
  @usableFromInline var second = MicrotileRow<L>()
  @usableFromInline var third = MicrotileRow<L>()
  @usableFromInline var fourth = MicrotileRow<L>()

  @inlinable @inline(always)
  init(_ columns: UnsafePointer<L.Scalar>, _ columnStep: Int, _ vectorCount: Int) {
    let terms = FourVectors<L>(transposing: columns, stride: columnStep)
    first.first = terms.first
    second.first = terms.second
    third.first = terms.third
    fourth.first = terms.fourth
    if vectorCount > 1 {
      let terms = FourVectors<L>(
        transposing: columns + L.laneCount &* columnStep, stride: columnStep)
      first.second = terms.first
      second.second = terms.second
      third.second = terms.third
      fourth.second = terms.fourth
    }
  }
}

extension Microtile {
  /// Adds one term.
  @inlinable @inline(always)
  mutating func accumulate(
    _ row: MicrotileRow<L>, _ left: inout LeftRows<L.Scalar>, _ rowCount: Int, _ vectorCount: Int
  ) {
    accumulate(left, offset: 0, rowCount: rowCount, row, vectorCount: vectorCount)
    left.advance(terms: 1)
  }
}
