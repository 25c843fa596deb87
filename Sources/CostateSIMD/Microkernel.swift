/// The innermost loops of the matrix product: panels of up to MR rows of the result, microtile by
/// microtile, all sums of a microtile in registers.
///
/// The left operand's rows stay in the first-level cache while the right one's micropanels stream
/// by from the second: of the two orders this is the faster by up to 15 % in double precision, where
/// both together do not fit. MR is 12 where 32 vector registers leave room for 24 accumulators
/// (512-bit levels), else 6; NR is two vectors.
public enum Microkernel {
  /// MR, the most rows of a microtile.
  @inlinable @inline(always)
  public static func rowCount<L: Lanes>(_: L.Type) -> Int {
    L.laneCount &* MemoryLayout<L.Scalar>.stride == 64 ? 12 : 6
  }

  /// Multiplies row panels.
  @inlinable @inline(always)
  public static func multiply<L: Lanes>(_: L.Type, _ product: RowPanelProduct<L.Scalar>) {
    switch product.rowCount {
    case 1: multiply(L.self, OneRow.self, product)
    case 2: multiply(L.self, TwoRows.self, product)
    case 3: multiply(L.self, ThreeRows.self, product)
    case 4: multiply(L.self, FourRows.self, product)
    case 5: multiply(L.self, FiveRows.self, product)
    case 6: multiply(L.self, SixRows.self, product)
    default:
      if rowCount(L.self) == 12 { multiplyMoreThanSixRows(L.self, product) }
    }
  }

  @inlinable @inline(always)
  static func multiplyMoreThanSixRows<L: Lanes>(
    _: L.Type, _ product: RowPanelProduct<L.Scalar>
  ) {
    switch product.rowCount {
    case 7: multiply(L.self, SevenRows.self, product)
    case 8: multiply(L.self, EightRows.self, product)
    case 9: multiply(L.self, NineRows.self, product)
    case 10: multiply(L.self, TenRows.self, product)
    case 11: multiply(L.self, ElevenRows.self, product)
    default: multiply(L.self, TwelveRows.self, product)
    }
  }

  /// One loop nest for each number of rows, in a function of its own.
  @inlinable @inline(never)
  static func multiply<L: Lanes, Height: MicrotileHeight>(
    _: L.Type, _: Height.Type, _ product: RowPanelProduct<L.Scalar>
  ) {
    let width = 2 &* L.laneCount
    var panel = product
    for _ in 0..<product.panelCount {
      var tile = panel
      var remaining = product.columnCount
      while remaining > 0 {
        if remaining > L.laneCount {
          let count = min(remaining &- L.laneCount, L.laneCount)
          multiplyTile(L.self, rowCount: Height.rowCount, isWide: true, count: count, tile)
        } else {
          multiplyTile(L.self, rowCount: Height.rowCount, isWide: false, count: remaining, tile)
        }
        prefetchUpcoming(L.self, &tile, rowCount: Height.rowCount)
        tile.right += tile.rightTileStep
        tile.result += width
        if let packed = tile.packed { tile.packed = packed + width &* tile.termCount }
        remaining &-= width
      }
      panel.left.advance(by: product.leftPanelStep)
      panel.result += Height.rowCount &* product.resultStride
      if let upcoming = panel.upcoming {
        panel.upcoming = upcoming + Height.rowCount &* product.upcomingRowStep
      }
    }
  }

  /// One microtile; its last vector holds `count` columns.
  @inlinable @inline(always)
  static func multiplyTile<L: Lanes>(
    _: L.Type, rowCount: Int, isWide: Bool, count: Int, _ product: RowPanelProduct<L.Scalar>
  ) {
    var left = product.left
    var right = product.right
    var packed = product.packed
    var mode = product.mode
    var remaining = product.termCount
    let isDense =
      isWide && product.prefetchesRight && packed == nil
      && product.rightTermStep == 2 &* L.laneCount
    if mode.readsResult { prefetchResult(L.self, product, rowCount: rowCount, isWide: isWide) }
    while remaining > 0 {
      let chunk = min(remaining, Arithmetic.productChunkLength)
      var tile = Microtile<L>()
      var done = 0
      if isDense && left.termStep == 1 {
        done = tile.accumulateFours(chunk, &left, termStep: 1, &right, rowCount: rowCount)
      } else if isDense && left.termStep == rowCount {
        done = tile.accumulateFours(chunk, &left, termStep: rowCount, &right, rowCount: rowCount)
      }
      if product.prefetchesRight {
        for _ in done..<chunk {
          tile.accumulateAhead(
            product, &left, &right, rowCount: rowCount, isWide: isWide, packing: &packed)
        }
      } else {
        for _ in done..<chunk {
          tile.accumulate(product, &left, &right, rowCount: rowCount, isWide: isWide)
        }
      }
      tile.update(
        product.result, stride: product.resultStride, rowCount: rowCount, mode, isWide: isWide,
        count: count)
      mode = mode.afterFirstChunk
      remaining &-= chunk
    }
  }

  /// Has one cache line of each upcoming row fetched: rows that lie in memory or in a cache that cores
  /// share would else be waited for when they are packed.
  @inlinable @inline(always)
  static func prefetchUpcoming<L: Lanes>(
    _: L.Type, _ product: inout RowPanelProduct<L.Scalar>, rowCount: Int
  ) {
    guard let upcoming = product.upcoming else { return }
    for row in 0..<rowCount {
      L.prefetchIntoSecondLevel(upcoming + row &* product.upcomingRowStep)
    }
    product.upcoming = upcoming + 64 / MemoryLayout<L.Scalar>.stride
  }

  /// Has the microtile fetched while the first chunk is computed that is added to it.
  @inlinable @inline(always)
  static func prefetchResult<L: Lanes>(
    _: L.Type, _ product: RowPanelProduct<L.Scalar>, rowCount: Int, isWide: Bool
  ) {
    for row in 0..<rowCount {
      L.prefetchResult(product.result + row &* product.resultStride)
      if isWide { L.prefetchResult(product.result + row &* product.resultStride + L.laneCount) }
    }
  }
}

extension Microtile {
  /// Adds terms by fours, of a right operand whose rows of two vectors lie side by side and a left one
  /// whose step from term to term is a constant: what four terms are apart is then part of the
  /// instructions. Returns how many of the `count` terms these are.
  @inlinable @inline(always)
  mutating func accumulateFours(
    _ count: Int, _ left: inout LeftRows<L.Scalar>, termStep: Int,
    _ right: inout UnsafePointer<L.Scalar>, rowCount: Int
  ) -> Int {
    for _ in 0..<count / 4 {
      accumulateDense(left, right, term: 0, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 1, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 2, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 3, termStep: termStep, rowCount: rowCount)
      left.advance(terms: 4)
      right += 8 &* L.laneCount
    }
    return count & ~3
  }

  @inlinable @inline(always)
  mutating func accumulateDense(
    _ left: LeftRows<L.Scalar>, _ right: UnsafePointer<L.Scalar>, term: Int, termStep: Int,
    rowCount: Int
  ) {
    let source = right + 2 &* L.laneCount &* term
    MicrotileRow<L>.prefetch(source + 32 &* L.laneCount, isWide: true)
    let row = MicrotileRow<L>(loading: source, isWide: true)
    accumulate(left, offset: term &* termStep, rowCount: rowCount, row, isWide: true)
  }

  /// Adds one term of operands with any steps.
  @inlinable @inline(always)
  mutating func accumulate(
    _ product: RowPanelProduct<L.Scalar>, _ left: inout LeftRows<L.Scalar>,
    _ right: inout UnsafePointer<L.Scalar>, rowCount: Int, isWide: Bool
  ) {
    let row = MicrotileRow<L>(loading: right, isWide: isWide)
    accumulate(left, offset: 0, rowCount: rowCount, row, isWide: isWide)
    left.advance(terms: 1)
    right += product.rightTermStep
  }

  /// Adds one term, packs what it reads of the right operand if that is asked for, and has a term that
  /// follows fetched.
  @inlinable @inline(always)
  mutating func accumulateAhead(
    _ product: RowPanelProduct<L.Scalar>, _ left: inout LeftRows<L.Scalar>,
    _ right: inout UnsafePointer<L.Scalar>, rowCount: Int, isWide: Bool,
    packing target: inout UnsafeMutablePointer<L.Scalar>?
  ) {
    MicrotileRow<L>.prefetch(right + 16 &* product.rightTermStep, isWide: isWide)
    let row = MicrotileRow<L>(loading: right, isWide: isWide)
    if let packed = target {
      row.low.store(to: packed)
      if isWide { row.high.store(to: packed + L.laneCount) }
      target = packed + 2 &* L.laneCount
    }
    accumulate(left, offset: 0, rowCount: rowCount, row, isWide: isWide)
    left.advance(terms: 1)
    right += product.rightTermStep
  }
}
