/// Reductions along contiguous rows: dot products and sums over trailing axes.
///
/// Arithmetic: in each chunk of `Arithmetic.reductionChunkLength` terms, term `i` belongs to partial
/// result `i mod 64`; the 64 fold by halves; the chunk results are folded in ascending order, the
/// first as it is. A partial chunk is padded with terms that change nothing.
@frozen public struct RowReduction<L: Lanes> {
  /// The scratch memory it needs, in elements: 64 partial results and the padded end of each row that is
  /// reduced at once, the padded end of the other operand, and a vector of partial results for each of
  /// `laneCount` rows.
  @inlinable @inline(always) public static var scratchCount: Int {
    rowsAtOnce &* (Arithmetic.partialSumCount &+ tailStep) &+ tailStep &+ L.laneCount &* L.laneCount
  }

  /// The most rows that are reduced at once, at least the two of a ``TermGroup`` and a ``RowPair``.
  @inlinable @inline(always) static var rowsAtOnce: Int { RowsSideBySide<L>.rowCount }

  /// The room for a padded end: 64 terms and one more vector.
  @inlinable @inline(always) static var tailStep: Int {
    Arithmetic.partialSumCount &+ L.laneCount
  }

  @usableFromInline let partials: UnsafeMutablePointer<L.Scalar>
  @usableFromInline let secondTail: UnsafeMutablePointer<L.Scalar>
  @usableFromInline let firstTails: UnsafeMutablePointer<L.Scalar>
  @usableFromInline let rows: UnsafeMutablePointer<L.Scalar>

  /// Lays the scratch memory out.
  @inlinable @inline(always) public init(scratch: UnsafeMutablePointer<L.Scalar>) {
    rows = scratch
    partials = scratch + L.laneCount &* L.laneCount
    secondTail = partials + Self.rowsAtOnce &* Arithmetic.partialSumCount
    firstTails = secondTail + Self.tailStep
  }

  /// Reduces `rowCount` rows of `first`, each together with the single row `second`.
  ///
  /// Writes whole vectors to `results`: up to `laneCount − 1` elements more than `rowCount`.
  /// - Parameters:
  ///   - identity: what each partial result starts with.
  ///   - padding: a term of each operand that leaves every partial result as it is.
  ///   - usesSecond: whether `second` enters at all.
  ///   - accumulate: lets a term of both operands enter a partial result.
  ///   - fold: joins two partial results.
  @inlinable @inline(always)
  public func reduce(
    first: UnsafePointer<L.Scalar>, rowStride: Int, second: UnsafePointer<L.Scalar>, count: Int,
    rowCount: Int, results: UnsafeMutablePointer<L.Scalar>, identity: Vector<L>,
    padding: (Vector<L>, Vector<L>), usesSecond: Bool,
    accumulate: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>,
    fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    // Whole chunks leave nothing over, so that every row has the same end.
    let isValid = prepareTails(count % Arithmetic.partialSumCount, padding)
    let rowByteStride = rowStride &* MemoryLayout<L.Scalar>.stride
    let isSideBySide = usesSecond && RowsSideBySide<L>.isFaster(rowByteStride: rowByteStride)
    var group = 0
    while group < rowCount {
      let groupCount = min(L.laneCount, rowCount &- group)
      var chunk = 0
      while chunk < count {
        let chunkCount = min(Arithmetic.reductionChunkLength, count &- chunk)
        copyTail(of: second + chunk, chunkCount, to: secondTail, isValid, padding: padding.1)
        let terms = first + group &* rowStride + chunk
        let sums: Vector<L>
        if chunkCount <= Arithmetic.partialSumCount {
          sums = reduceGroup(
            terms, rowStride, second + chunk, chunkCount, groupCount, isValid, padding.0, identity,
            accumulate, fold)
        } else {
          var row = 0
          while row < groupCount {
            if isSideBySide && row &+ RowsSideBySide<L>.rowCount <= groupCount {
              reduceSideBySide(
                terms + row &* rowStride, rowStride, second + chunk, chunkCount, isValid,
                padding.0, identity, into: rows + row &* L.laneCount, accumulate, fold)
              row &+= RowsSideBySide<L>.rowCount
            } else {
              // A last row without a partner goes with itself.
              reducePair(
                terms + row &* rowStride, row &+ 1 < groupCount ? rowStride : 0, second + chunk,
                chunkCount, isValid, padding.0, identity, into: rows + row &* L.laneCount,
                accumulate, fold)
              row &+= RowPair<L>.rowCount
            }
          }
          sums = foldLanes(fold)
        }
        let total = chunk == 0 ? sums : fold(Vector(loading: results + group), sums)
        total.store(to: results + group)
        chunk &+= chunkCount
      }
      group &+= L.laneCount
    }
  }

  /// Pads the ends of rows to 64 terms, and returns which lanes of a vector that an end does not fill are
  /// part of it.
  @inlinable @inline(always)
  func prepareTails(_ tailCount: Int, _ padding: (Vector<L>, Vector<L>)) -> BitVector<L> {
    let zero = Vector<L>(constant: 0)
    if tailCount == 0 { return BitVector(0) }
    var index = tailCount &- tailCount % L.laneCount
    while index < Arithmetic.partialSumCount {
      for row in 0..<Self.rowsAtOnce {
        padding.0.store(to: firstTails + (row &* Self.tailStep &+ index))
      }
      padding.1.store(to: secondTail + index)
      index &+= L.laneCount
    }
    zero.store(to: partials)
    Vector<L>(constant: 1).storeFirst(max(1, tailCount % L.laneCount), to: partials)
    return zero < Vector(loading: partials)
  }

  /// Copies what whole groups of 64 leave over: vectors that are read as they were written, which they
  /// can be at once.
  @inlinable @inline(always)
  func copyTail(
    of terms: UnsafePointer<L.Scalar>, _ count: Int, to tail: UnsafeMutablePointer<L.Scalar>,
    _ isValid: BitVector<L>, padding: Vector<L>
  ) {
    let tailCount = count % Arithmetic.partialSumCount
    if tailCount == 0 { return }
    let source = terms + (count &- tailCount)
    var index = 0
    while index &+ L.laneCount <= tailCount {
      Vector<L>(loading: source + index).store(to: tail + index)
      index &+= L.laneCount
    }
    copyEnd(of: source, tailCount, to: tail, isValid, padding: padding)
  }

  /// Copies what whole vectors leave over of at most 64 terms: a vector, or nothing.
  @inlinable @inline(always)
  func copyEnd(
    of terms: UnsafePointer<L.Scalar>, _ count: Int, to tail: UnsafeMutablePointer<L.Scalar>,
    _ isValid: BitVector<L>, padding: Vector<L>
  ) {
    let index = count &- count % L.laneCount
    if index < count {
      Vector(where: isValid, Vector(loading: terms + index), else: padding).store(to: tail + index)
    }
  }

  /// Reduces a group of rows, each of at most 64 terms; row `r` ends in lane `r`.
  @inlinable @inline(always)
  func reduceGroup(
    _ first: UnsafePointer<L.Scalar>, _ rowStride: Int, _ second: UnsafePointer<L.Scalar>,
    _ count: Int, _ rowCount: Int, _ isValid: BitVector<L>, _ padding: Vector<L>,
    _ identity: Vector<L>, _ accumulate: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>,
    _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) -> Vector<L> {
    let half = L.laneCount / 2
    let ends = GroupRows<L>(
      row: firstTails, partner: firstTails + Self.tailStep, other: secondTail)
    for row in 0..<min(half, rowCount) {
      // One without a partner goes with the last row.
      let rows = GroupRows<L>(
        row: first + row &* rowStride,
        partner: first + min(row &+ half, rowCount &- 1) &* rowStride, other: second)
      copyEnd(of: rows.row, count, to: firstTails, isValid, padding: padding)
      copyEnd(of: rows.partner, count, to: firstTails + Self.tailStep, isValid, padding: padding)
      // A constant lets whole groups do without a choice for each vector.
      let sums =
        count == Arithmetic.partialSumCount
        ? TermGroup(rows, ends: ends, endStart: Arithmetic.partialSumCount)
          .folded(identity, accumulate, fold)
        : TermGroup(rows, ends: ends, endStart: count &- count % L.laneCount)
          .folded(identity, accumulate, fold)
      Self.halve(sums.first, sums.second, blockLength: half, fold).store(
        to: self.rows + row &* L.laneCount)
    }
    return foldHalvedLanes(fold)
  }

  /// Reduces a row, or it and the one `rowStep` further, to a vector each.
  @inlinable @inline(always)
  func reducePair(
    _ first: UnsafePointer<L.Scalar>, _ rowStep: Int, _ second: UnsafePointer<L.Scalar>,
    _ count: Int, _ isValid: BitVector<L>, _ padding: Vector<L>, _ identity: Vector<L>,
    into row: UnsafeMutablePointer<L.Scalar>,
    _ accumulate: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>,
    _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    let stride = Arithmetic.partialSumCount
    let wholeCount = count &- count % stride
    copyTail(of: first, count, to: firstTails, isValid, padding: padding)
    if RowPair<L>.rowCount == 2 {
      copyTail(
        of: first + rowStep, count, to: firstTails + Self.tailStep, isValid, padding: padding)
    }
    var partial = 0
    while partial < stride {
      var sums = RowPair<L>(identity)
      var term = partial
      while term < wholeCount {
        sums.accumulate(first + term, rowStep, second + term, accumulate)
        term &+= stride
      }
      if wholeCount < count {
        sums.accumulate(firstTails + partial, Self.tailStep, secondTail + partial, accumulate)
      }
      if RowPair<L>.isWhole {
        sums.fold(into: row, fold)
      } else {
        sums.first.low.store(to: partials + partial)
        sums.first.high.store(to: partials + partial + FourVectors<L>.count)
      }
      partial &+= RowPair<L>.width
    }
    if !RowPair<L>.isWhole {
      foldPartials(partials, into: row, fold)
    }
  }

  /// Reduces the rows of a ``RowsSideBySide``, `rowStride` apart and of more than 64 terms, to a vector each.
  @inlinable @inline(always)
  func reduceSideBySide(
    _ first: UnsafePointer<L.Scalar>, _ rowStride: Int, _ second: UnsafePointer<L.Scalar>,
    _ count: Int, _ isValid: BitVector<L>, _ padding: Vector<L>, _ identity: Vector<L>,
    into row: UnsafeMutablePointer<L.Scalar>,
    _ accumulate: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>,
    _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    let sums = RowsSideBySide<L>(partials: partials)
    let wholeCount = count &- count % Arithmetic.partialSumCount
    sums.accumulate(first, rowStride, second, groupCount: 1, isFirst: true, identity, accumulate)
    var term = Arithmetic.partialSumCount
    let step = RowsSideBySide<L>.groupCount &* Arithmetic.partialSumCount
    while term &+ step <= wholeCount {
      sums.accumulate(
        first + term, rowStride, second + term, groupCount: RowsSideBySide<L>.groupCount,
        isFirst: false, identity, accumulate)
      term &+= step
    }
    while term < wholeCount {
      sums.accumulate(
        first + term, rowStride, second + term, groupCount: 1, isFirst: false, identity, accumulate)
      term &+= Arithmetic.partialSumCount
    }
    if wholeCount < count {
      for row in 0..<RowsSideBySide<L>.rowCount {
        copyTail(
          of: first + row &* rowStride, count, to: firstTails + row &* Self.tailStep, isValid,
          padding: padding)
      }
      sums.accumulate(
        firstTails, Self.tailStep, secondTail, groupCount: 1, isFirst: false, identity, accumulate)
    }
    for index in 0..<RowsSideBySide<L>.rowCount {
      foldPartials(
        partials + index &* Arithmetic.partialSumCount, into: row + index &* L.laneCount, fold)
    }
  }
}
