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

  /// The most rows that are reduced at once.
  @inlinable @inline(always) static var rowsAtOnce: Int {
    RowQuad<L>.isFaster ? RowQuad<L>.rowCount : RowPair<L>.rowCount
  }

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
    var group = 0
    while group < rowCount {
      let groupCount = min(L.laneCount, rowCount &- group)
      var chunk = 0
      while chunk < count {
        let chunkCount = min(Arithmetic.reductionChunkLength, count &- chunk)
        copyTail(of: second + chunk, chunkCount, to: secondTail, isValid, padding: padding.1)
        var row = 0
        while row < groupCount {
          let terms = first + (group &+ row) &* rowStride + chunk
          if usesSecond && RowQuad<L>.isFaster && chunkCount > Arithmetic.partialSumCount
            && row &+ RowQuad<L>.rowCount <= groupCount
          {
            reduceQuad(
              terms, rowStride, second + chunk, chunkCount, isValid, padding.0, identity,
              into: rows + row &* L.laneCount, accumulate, fold)
            row &+= RowQuad<L>.rowCount
            continue
          }
          // A last row without a partner goes with itself.
          let partnerStep = row &+ 1 < groupCount ? rowStride : 0
          copyTail(of: terms, chunkCount, to: firstTails, isValid, padding: padding.0)
          if RowPair<L>.rowCount == 2 {
            copyTail(
              of: terms + partnerStep, chunkCount, to: firstTails + Self.tailStep, isValid,
              padding: padding.0)
          }
          reduceTogether(
            terms, partnerStep, second + chunk, chunkCount, identity,
            into: rows + row &* L.laneCount, accumulate, fold)
          row &+= RowPair<L>.rowCount
        }
        let sums = foldLanes(fold)
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
    if index < tailCount {
      Vector(where: isValid, Vector(loading: source + index), else: padding).store(to: tail + index)
    }
  }

  /// Reduces a row, or it and the one `rowStep` further, to a vector each.
  @inlinable @inline(always)
  func reduceTogether(
    _ first: UnsafePointer<L.Scalar>, _ rowStep: Int, _ second: UnsafePointer<L.Scalar>,
    _ count: Int, _ identity: Vector<L>, into row: UnsafeMutablePointer<L.Scalar>,
    _ accumulate: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>,
    _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    let stride = Arithmetic.partialSumCount
    let wholeCount = count &- count % stride
    if RowPair<L>.width < stride && count <= stride {
      let group =
        count == stride
        ? TermGroup<L>(first: first, second: second)
        : TermGroup<L>(first: firstTails, second: secondTail)
      group.reduced(identity, accumulate, fold).store(to: row)
      return
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
      if RowPair<L>.width == stride {
        sums.fold(into: row, fold)
      } else {
        sums.first.low.store(to: partials + partial)
        sums.first.high.store(to: partials + partial + FourVectors<L>.count)
      }
      partial &+= RowPair<L>.width
    }
    if RowPair<L>.width < stride {
      foldPartials(partials, into: row, fold)
    }
  }

  /// Reduces the rows of a ``RowQuad``, `rowStride` apart, to a vector each.
  @inlinable @inline(always)
  func reduceQuad(
    _ first: UnsafePointer<L.Scalar>, _ rowStride: Int, _ second: UnsafePointer<L.Scalar>,
    _ count: Int, _ isValid: BitVector<L>, _ padding: Vector<L>, _ identity: Vector<L>,
    into row: UnsafeMutablePointer<L.Scalar>,
    _ accumulate: (Vector<L>, Vector<L>, Vector<L>) -> Vector<L>,
    _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    let quad = RowQuad<L>(partials: partials)
    let wholeCount = count &- count % Arithmetic.partialSumCount
    if wholeCount > 0 {
      quad.accumulate(first, rowStride, second, isFirst: true, identity, accumulate)
    }
    var term = Arithmetic.partialSumCount
    while term < wholeCount {
      quad.accumulate(first + term, rowStride, second + term, isFirst: false, identity, accumulate)
      term &+= Arithmetic.partialSumCount
    }
    if wholeCount < count {
      for row in 0..<RowQuad<L>.rowCount {
        copyTail(
          of: first + row &* rowStride, count, to: firstTails + row &* Self.tailStep, isValid,
          padding: padding)
      }
      quad.accumulate(
        firstTails, Self.tailStep, secondTail, isFirst: wholeCount == 0, identity, accumulate)
    }
    for index in 0..<RowQuad<L>.rowCount {
      foldPartials(
        partials + index &* Arithmetic.partialSumCount, into: row + index &* L.laneCount, fold)
    }
  }

  /// Folds the 64 partial results by halves down to one vector.
  @inlinable @inline(always)
  func foldPartials(
    _ partials: UnsafeMutablePointer<L.Scalar>, into row: UnsafeMutablePointer<L.Scalar>,
    _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) {
    var half = Arithmetic.partialSumCount / 2
    while half >= L.laneCount {
      var index = 0
      while index < half {
        fold(Vector(loading: partials + index), Vector(loading: partials + index + half))
          .store(to: partials + index)
        index &+= L.laneCount
      }
      half /= 2
    }
    Vector<L>(loading: partials).store(to: row)
  }

  /// Folds the lanes of `laneCount` rows by halves; row `r` ends in lane `r`, where rows that were
  /// not reduced leave whatever memory holds.
  ///
  /// Two interleaved rows hold the first halves of both in one vector and the second halves in
  /// another, so that one fold halves both. Rows half the remaining number apart go together: then
  /// the last vector holds them in order.
  @inlinable @inline(always)
  func foldLanes(_ fold: (Vector<L>, Vector<L>) -> Vector<L>) -> Vector<L> {
    if L.laneCount == 2 {
      return Self.halve(Vector(loading: rows), Vector(loading: rows + L.laneCount), fold)
    }
    let step = FourVectors<L>.count
    var four = FourVectors<L>(loading: rows)
    if L.laneCount == 8 {
      four = Self.halve(four, FourVectors(loading: rows + step), fold)
    } else if L.laneCount == 16 {
      four = Self.halve(four, FourVectors(loading: rows + 2 &* step), fold)
      let next = FourVectors<L>(loading: rows + step)
      four = Self.halve(
        four, Self.halve(next, FourVectors(loading: rows + 3 &* step), fold), fold)
    }
    return Self.halve(
      Self.halve(four.first, four.third, fold), Self.halve(four.second, four.fourth, fold), fold)
  }

  /// Folds the halves of two rows.
  @inlinable @inline(always)
  static func halve(
    _ row: Vector<L>, _ partner: Vector<L>, _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) -> Vector<L> {
    let (low, high) = Vector.interleaved(row, partner)
    return fold(low, high)
  }

  /// Folds the halves of four rows and their partners.
  @inlinable @inline(always)
  static func halve(
    _ rows: FourVectors<L>, _ partners: FourVectors<L>,
    _ fold: (Vector<L>, Vector<L>) -> Vector<L>
  ) -> FourVectors<L> {
    rows.combined(with: partners) { halve($0, $1, fold) }
  }
}
