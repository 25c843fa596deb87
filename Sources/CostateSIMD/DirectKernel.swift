/// The matrix product of operands that a core's own caches hold, both read where they lie: nothing is
/// packed and nothing fetched ahead.
///
/// Columns are cut into strips of up to four vectors, the rows of a strip into microtiles. What a core
/// that shares its ports with another thread has least of is instructions: six rows of four vectors
/// take 34 for 24 multiply-adds, eight of three 35, twelve of two 38. One vector of few terms is for
/// ``NarrowKernel``.
public enum DirectKernel {
  /// Computes a product. What it says is taken apart on the way: copies of it are what products of few
  /// nanoseconds notice.
  @inlinable @inline(always)
  public static func multiply<L: Lanes, Registers: VectorRegisters>(
    _: L.Type, _: Registers.Type, _ product: inout DirectProduct<L.Scalar>
  ) {
    var remaining = product.columnCount
    while remaining > 0 {
      let count = Registers.stripVectorCount(of: (remaining &+ L.laneCount &- 1) / L.laneCount)
      let width = count &* L.laneCount
      product.columnCount = min(remaining, width)
      switch count {
      case 1 where NarrowKernel.takes(product): NarrowKernel.multiply(L.self, &product)
      case 1: multiplyStrip(L.self, Registers.self, OneVector.self, &product)
      case 2: multiplyStrip(L.self, Registers.self, TwoVectors.self, &product)
      default: Registers.multiplyWideStrip(L.self, &product, vectorCount: count)
      }
      product.right += width
      product.result += width
      remaining &-= width
    }
  }

  /// Cuts the rows of a strip into panels of equal heights, if one more than necessary does it, else of
  /// two heights.
  @inlinable @inline(always)
  public static func multiplyStrip<L: Lanes, Registers: VectorRegisters, Width: MicrotileWidth>(
    _: L.Type, _: Registers.Type, _: Width.Type, _ strip: inout DirectProduct<L.Scalar>
  ) {
    let rowCount = strip.rowCount
    let mostRows = Registers.mostRows(vectorCount: Width.vectorCount)
    var panelCount = (rowCount &+ mostRows &- 1) / mostRows
    if panelCount > 2 && rowCount % (panelCount &+ 1) == 0 { panelCount &+= 1 }
    let height = rowCount / panelCount
    let tallerRowCount = (rowCount &- height &* panelCount) &* (height &+ 1)
    if tallerRowCount > 0 {
      strip.rowCount = tallerRowCount
      multiplyPanels(L.self, Registers.self, Width.self, &strip, height: height &+ 1)
    }
    strip.advance(rows: tallerRowCount)
    strip.rowCount = rowCount &- tallerRowCount
    multiplyPanels(L.self, Registers.self, Width.self, &strip, height: height)
    strip.advance(rows: 0 &- tallerRowCount)
    strip.rowCount = rowCount
  }

  @inlinable @inline(always)
  static func multiplyPanels<L: Lanes, Registers: VectorRegisters, Width: MicrotileWidth>(
    _: L.Type, _: Registers.Type, _: Width.Type, _ panels: inout DirectProduct<L.Scalar>,
    height: Int
  ) {
    switch height {
    case 1: multiply(L.self, OneRow.self, Width.self, &panels)
    case 2: multiply(L.self, TwoRows.self, Width.self, &panels)
    case 3: multiply(L.self, ThreeRows.self, Width.self, &panels)
    case 4: multiply(L.self, FourRows.self, Width.self, &panels)
    case 5: multiply(L.self, FiveRows.self, Width.self, &panels)
    case 6: multiply(L.self, SixRows.self, Width.self, &panels)
    default: Registers.multiplyTallPanels(L.self, Width.self, &panels, height: height)
    }
  }

  /// Panels of one height, in a function of its own for each height and width.
  @inlinable @inline(never)
  public static func multiply<L: Lanes, Height: MicrotileHeight, Width: MicrotileWidth>(
    _: L.Type, _: Height.Type, _: Width.Type, _ panels: inout DirectProduct<L.Scalar>
  ) {
    let lastCount = panels.columnCount &- (Width.vectorCount &- 1) &* L.laneCount
    var tile = panels
    while tile.rowCount > 0 {
      multiplyTile(
        L.self, rowCount: Height.rowCount, vectorCount: Width.vectorCount, count: lastCount, tile)
      tile.advance(rows: Height.rowCount)
      tile.rowCount &-= Height.rowCount
    }
  }

  /// One microtile; its last vector holds `count` columns.
  @inlinable @inline(always)
  static func multiplyTile<L: Lanes>(
    _: L.Type, rowCount: Int, vectorCount: Int, count: Int, _ product: DirectProduct<L.Scalar>
  ) {
    var left = product.left
    var right = product.right
    var tile = Microtile<L>()
    let done =
      left.termStep == 1
      ? tile.accumulateFours(
        product.termCount, &left, &right, product.rightTermStep, rowCount: rowCount,
        vectorCount: vectorCount)
      : 0
    for _ in done..<product.termCount {
      tile.accumulate(left, offset: 0, right, rowCount: rowCount, vectorCount: vectorCount)
      left.advance(terms: 1)
      right += product.rightTermStep
    }
    tile.update(
      product.result, stride: product.resultStride, rowCount: rowCount, product.mode,
      vectorCount: vectorCount, count: count)
  }
}

extension Microtile {
  /// Adds terms by fours, of a left operand whose terms lie side by side. Returns how many of the
  /// `count` terms these are.
  @inlinable @inline(always)
  mutating func accumulateFours(
    _ count: Int, _ left: inout LeftRows<L.Scalar>, _ right: inout UnsafePointer<L.Scalar>,
    _ rightTermStep: Int, rowCount: Int, vectorCount: Int
  ) -> Int {
    for _ in 0..<count / 4 {
      accumulate(left, offset: 0, right, rowCount: rowCount, vectorCount: vectorCount)
      accumulate(
        left, offset: 1, right + rightTermStep, rowCount: rowCount, vectorCount: vectorCount)
      accumulate(
        left, offset: 2, right + 2 &* rightTermStep, rowCount: rowCount, vectorCount: vectorCount)
      accumulate(
        left, offset: 3, right + 3 &* rightTermStep, rowCount: rowCount, vectorCount: vectorCount)
      left.advance(by: 4)
      right += 4 &* rightTermStep
    }
    return count & ~3
  }

  /// Adds the term that is `offset` elements on in each of the left operand's rows.
  @inlinable @inline(always)
  mutating func accumulate(
    _ left: LeftRows<L.Scalar>, offset: Int, _ right: UnsafePointer<L.Scalar>, rowCount: Int,
    vectorCount: Int
  ) {
    let row = MicrotileRow<L>(loading: right, vectorCount: vectorCount)
    accumulate(left, offset: offset, rowCount: rowCount, row, vectorCount: vectorCount)
  }
}
