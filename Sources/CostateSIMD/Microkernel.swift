/// The innermost loops of the matrix product: panels of up to MR rows of the result, microtile by
/// microtile, all sums of a microtile in registers.
///
/// The left operand's rows stay in the first-level cache while the right one's micropanels stream
/// by from the second: of the two orders this is the faster by up to 15 % in double precision, where
/// both together do not fit. Micropanels from the third-level cache are multiplied with several row
/// panels each, whose rows the second one holds: cores share what the third gives. MR is 12 where 32
/// vector registers leave room for 24 accumulators (512-bit levels), else 6; NR is two vectors.
public enum Microkernel {
  /// Multiplies row panels.
  @inlinable @inline(always)
  public static func multiply<L: Lanes, Registers: VectorRegisters>(
    _: L.Type, _: Registers.Type, _ product: RowPanelProduct<L.Scalar>
  ) {
    switch product.rowCount {
    case 1: multiply(L.self, Registers.self, OneRow.self, product)
    case 2: multiply(L.self, Registers.self, TwoRows.self, product)
    case 3: multiply(L.self, Registers.self, ThreeRows.self, product)
    case 4: multiply(L.self, Registers.self, FourRows.self, product)
    case 5: multiply(L.self, Registers.self, FiveRows.self, product)
    case 6: multiply(L.self, Registers.self, SixRows.self, product)
    default: Registers.multiplyTallPanels(L.self, product)
    }
  }

  /// Multiplies row panels of so many rows by the loop nest that suits how the operands lie.
  @inlinable @inline(always)
  public static func multiply<L: Lanes, Registers: VectorRegisters, Height: MicrotileHeight>(
    _: L.Type, _: Registers.Type, _: Height.Type, _ product: RowPanelProduct<L.Scalar>
  ) {
    let isDense = isDense(L.self, product) && product.columnCount >= 2 &* L.laneCount
    if isDense && product.left.termStep == 1 {
      multiplyDense(L.self, Registers.self, Height.self, AdjacentTerms.self, product)
    } else if isDense && product.left.termStep == Height.rowCount {
      multiplyDense(L.self, Registers.self, Height.self, InterleavedTerms.self, product)
    } else {
      var product = product
      multiplyAny(L.self, Registers.self, Height.self, &product)
    }
  }

  /// Microtiles of any columns and operands. Takes along what is fetched.
  ///
  /// One loop nest for each number of rows, in a function of its own.
  @inlinable @inline(never)
  static func multiplyAny<L: Lanes, Registers: VectorRegisters, Height: MicrotileHeight>(
    _: L.Type, _: Registers.Type, _: Height.Type, _ product: inout RowPanelProduct<L.Scalar>
  ) {
    let width = 2 &* L.laneCount
    let fetching = ResultFetching<L>(product, Registers.self, rowCount: Height.rowCount)
    var upcoming = (left: product.upcomingLeft, right: product.upcomingRight)
    var panel = product
    for _ in 0..<product.panelCount {
      var tile = panel
      var remaining = product.columnCount
      while remaining > 0 {
        if remaining > L.laneCount {
          let count = min(remaining &- L.laneCount, L.laneCount)
          multiplyTile(
            L.self, Registers.self, rowCount: Height.rowCount, vectorCount: 2, count: count, tile,
            fetching, &upcoming)
        } else {
          multiplyTile(
            L.self, Registers.self, rowCount: Height.rowCount, vectorCount: 1, count: remaining,
            tile, fetching, &upcoming)
        }
        tile.right += tile.rightTileStep
        tile.result += width
        if let packed = tile.packed { tile.packed = packed + width &* tile.termCount }
        remaining &-= width
      }
      panel.left.advance(by: product.leftPanelStep)
      panel.result += Height.rowCount &* product.resultStride
    }
    (product.upcomingLeft, product.upcomingRight) = upcoming
  }

  /// One microtile; its last vector holds `count` columns.
  @inlinable @inline(always)
  static func multiplyTile<L: Lanes, Registers: VectorRegisters>(
    _: L.Type, _: Registers.Type, rowCount: Int, vectorCount: Int, count: Int,
    _ product: RowPanelProduct<L.Scalar>, _ fetching: ResultFetching<L>,
    _ upcoming: inout (left: UpcomingRows<L.Scalar>?, right: UpcomingRows<L.Scalar>?)
  ) {
    let isDense = vectorCount == 2 && isDense(L.self, product)
    var left = product.left
    var right = product.right
    var packed = product.packed
    var mode = product.mode
    var fetching = fetching.starting(at: product.result)
    var remaining = product.termCount
    while remaining > 0 {
      let chunk = min(remaining, Arithmetic.productChunkLength)
      var tile = Microtile<L>()
      var rest = chunk
      while rest > 0 {
        upcoming.left?.fetchNext(L.self)
        upcoming.right?.fetchNext(L.self)
        fetching.fetchNext(vectorCount: vectorCount)
        let terms = min(rest, Registers.stepTermCount)
        var done = 0
        if isDense && left.termStep == 1 {
          done = terms & ~7
          tile.accumulateEights(terms &>> 3, &left, termStep: 1, &right, rowCount: rowCount)
        } else if isDense && left.termStep == rowCount {
          done = terms & ~7
          tile.accumulateEights(terms &>> 3, &left, termStep: rowCount, &right, rowCount: rowCount)
        }
        for _ in done..<terms {
          tile.accumulate(
            product, &left, &right, rowCount: rowCount, vectorCount: vectorCount, packing: &packed)
        }
        rest &-= terms
      }
      tile.update(
        product.result, stride: product.resultStride, rowCount: rowCount, mode,
        vectorCount: vectorCount, count: count)
      mode = mode.afterFirstChunk
      remaining &-= chunk
    }
  }
}

extension Microtile {
  /// Adds one term, packs what it reads of the right operand if that is asked for, and has a term that
  /// follows fetched.
  @inlinable @inline(always)
  mutating func accumulate(
    _ product: RowPanelProduct<L.Scalar>, _ left: inout LeftRows<L.Scalar>,
    _ right: inout UnsafePointer<L.Scalar>, rowCount: Int, vectorCount: Int,
    packing target: inout UnsafeMutablePointer<L.Scalar>?
  ) {
    Self.prefetch(right + product.rightFetchStep, vectorCount: vectorCount)
    let row = MicrotileRow<L>(loading: right, vectorCount: vectorCount)
    if let packed = target {
      row.first.store(to: packed)
      if vectorCount > 1 { row.second.store(to: packed + L.laneCount) }
      target = packed + 2 &* L.laneCount
    }
    accumulate(left, offset: 0, rowCount: rowCount, row, vectorCount: vectorCount)
    left.advance(terms: 1)
    right += product.rightTermStep
  }

  /// Has a row of the right operand fetched.
  @inlinable @inline(always)
  static func prefetch(_ source: UnsafePointer<L.Scalar>, vectorCount: Int) {
    for vector in 0..<vectorCount { L.prefetch(source + vector &* L.laneCount) }
  }
}
