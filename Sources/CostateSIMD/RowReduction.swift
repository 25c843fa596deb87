/// Reductions along contiguous rows: dot products and sums over trailing axes.
///
/// Arithmetic: in each chunk of `Arithmetic.reductionChunkLength` terms, term `i` belongs to partial
/// result `i mod count`, where `count` is `Arithmetic.partialSumCount`; they fold by halves; the chunk
/// results are folded in ascending order, the first as it is. What the last terms of a chunk do not fill is
/// padded with terms that change nothing.
@frozen public struct RowReduction<L: Lanes> {
  @usableFromInline typealias Accumulation = (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>
  @usableFromInline typealias Fold = (Vector<L>, Vector<L>) -> Vector<L>

  /// The scratch memory it needs, in elements: a vector of partial results for each of `laneCount` rows, and
  /// which of the last terms exist.
  @inlinable @inline(always) public static var scratchCount: Int {
    L.laneCount &* L.laneCount &+ partialCount
  }

  @inlinable @inline(always) static var partialCount: Int {
    Arithmetic.partialSumCount(of: L.Scalar.self)
  }

  @usableFromInline let rows: UnsafeMutablePointer<L.Scalar>
  @usableFromInline let validity: UnsafeMutablePointer<L.Scalar>

  /// Lays the scratch memory out.
  @inlinable @inline(always) init(scratch: UnsafeMutablePointer<L.Scalar>) {
    rows = scratch
    validity = scratch + L.laneCount &* L.laneCount
  }

  /// Reduces rows, each together with one of the second operand.
  ///
  /// - Parameters:
  ///   - secondStride: from a row of the second operand to the next; the constant 0 lets rows share the loads
  ///     of one.
  ///   - identity: what each partial result starts with.
  ///   - padding: a term of each operand that leaves every partial result as it is.
  ///   - accumulate: lets a term of both operands enter a partial result.
  ///   - fold: joins two partial results.
  @inlinable @inline(always)
  public static func reduce(
    _ rows: ReducedRows<L.Scalar>, secondStride: Int, identity: Vector<L>,
    padding: (Vector<L>, Vector<L>),
    accumulate: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>,
    fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    let reduction = RowReduction(scratch: rows.scratch)
    let (count, rowCount, rowStride) = (rows.termCount, rows.rowCount, rows.rowStride)
    // Whole chunks leave nothing over, so that there is one kind of end.
    reduction.noteValidity(count % partialCount)
    var group = 0
    while group < rowCount {
      let groupCount = min(L.laneCount, rowCount &- group)
      var chunk = 0
      while chunk < count {
        let chunkCount = min(Arithmetic.reductionChunkLength, count &- chunk)
        var row = 0
        // Of doubles one pass is all, which the compiler sees: it folds what registers hold.
        repeat {
          reduction.reduceRows(
            rows.first + ((group &+ row) &* rowStride &+ chunk), rowStride,
            rows.second + ((group &+ row) &* secondStride &+ chunk), secondStride,
            last: groupCount &- row &- 1, chunkCount, identity, padding,
            into: reduction.rows + row &* L.laneCount, accumulate, fold)
          row &+= RowsSideBySide<L>.rowCount
        } while row < groupCount
        let sums = reduction.foldLanes(fold)
        let total = chunk == 0 ? sums : fold(Vector(loading: rows.results + group), sums)
        total.store(to: rows.results + group)
        chunk &+= chunkCount
      }
      group &+= L.laneCount
    }
  }

  /// Sums the products of both operands' terms by FMA.
  @inlinable @inline(always)
  public static func sumProducts(_ rows: ReducedRows<L.Scalar>, secondStride: Int) {
    reduce(
      rows, secondStride: secondStride, identity: Vector(constant: -0.0),
      padding: (Vector(constant: -0.0), Vector(constant: 1)),
      accumulate: { $0.addingProduct($1, $2) }, fold: { $0 + $1 })
  }

  /// Notes which of the terms exist that whole groups leave over.
  @inlinable @inline(always)
  func noteValidity(_ endCount: Int) {
    var index = 0
    while index < Self.partialCount {
      let count = min(L.laneCount, endCount &- index)
      Vector<L>(constant: 0).store(to: validity + index)
      if count > 0 { Vector<L>(constant: 1).storeFirst(count, to: validity + index) }
      index &+= L.laneCount
    }
  }

  /// Reduces one chunk of rows side by side, of which those after `last` are read as it is, to a vector each.
  @inlinable @inline(always)
  func reduceRows(
    _ first: UnsafePointer<L.Scalar>, _ rowStride: Int, _ second: UnsafePointer<L.Scalar>,
    _ secondStride: Int, last: Int, _ count: Int, _ identity: Vector<L>,
    _ padding: (Vector<L>, Vector<L>), into rows: UnsafeMutablePointer<L.Scalar>,
    _ accumulate: Accumulation, _ fold: Fold
  ) {
    @inline(always) func firstTerms(_ row: Int) -> UnsafePointer<L.Scalar> {
      first + min(row, last) &* rowStride
    }
    @inline(always) func secondTerms(_ row: Int) -> UnsafePointer<L.Scalar> {
      second + min(row, last) &* secondStride
    }
    var sums = RowsSideBySide<L>(identity)
    let wholeCount = count &- count % Self.partialCount
    var start = 0
    while start < wholeCount {
      sums.accumulate(
        { Vector(loading: firstTerms($0) + (start &+ $1 &* L.laneCount)) },
        { Vector(loading: secondTerms($0) + (start &+ $1 &* L.laneCount)) }, accumulate)
      start &+= Self.partialCount
    }
    if wholeCount < count {
      let zero = Vector<L>(constant: 0)
      // Vectors without any term read those of the last one that has some.
      let lastStart = (count &- wholeCount &- 1) / L.laneCount &* L.laneCount
      @inline(always) func end(
        _ terms: UnsafePointer<L.Scalar>, _ vector: Int, _ padding: Vector<L>
      ) -> Vector<L> {
        let lanes = vector &* L.laneCount
        return Vector(
          where: zero < Vector(loading: validity + lanes),
          Vector(loading: terms + (wholeCount &+ min(lanes, lastStart))), else: padding)
      }
      sums.accumulate(
        { end(firstTerms($0), $1, padding.0) }, { end(secondTerms($0), $1, padding.1) },
        accumulate)
    }
    sums.fold(into: rows, fold)
  }
}
