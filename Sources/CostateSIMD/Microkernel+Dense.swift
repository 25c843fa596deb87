/// Whole microtiles of operands as packing leaves them.
extension Microkernel {
  /// Whether the right operand's rows of two vectors lie side by side and are not packed on the way.
  @inlinable @inline(always)
  static func isDense<L: Lanes>(_: L.Type, _ product: RowPanelProduct<L.Scalar>) -> Bool {
    product.packed == nil && product.rightTermStep == 2 &* L.laneCount
  }

  /// Microtiles of two whole vectors, of a dense right operand and a left one whose step from term to term
  /// is a constant, and the columns that remain.
  ///
  /// One loop nest for each number of rows, in a function of its own. There is as little in it as can be:
  /// where the processor serves another thread too, instructions are what is short, and else they wait in
  /// line with the multiply-adds.
  @inlinable @inline(never)
  static func multiplyDense<
    L: Lanes, Registers: VectorRegisters, Height: MicrotileHeight, Step: TermStep
  >(
    _: L.Type, _: Registers.Type, _: Height.Type, _: Step.Type, _ product: RowPanelProduct<L.Scalar>
  ) {
    let rowCount = Height.rowCount
    let width = 2 &* L.laneCount
    let panelResultStep = rowCount &* product.resultStride
    let fetching = ResultFetching<L>(product, Registers.self, rowCount: rowCount)
    var upcoming = (left: product.upcomingLeft, right: product.upcomingRight)
    var group = (left: product.left, result: product.result)
    var remainingPanelCount = product.panelCount
    while remainingPanelCount > 0 {
      let panelCount = min(remainingPanelCount, product.panelsPerMicropanel)
      var columns = (right: product.right, result: group.result, count: product.columnCount)
      while columns.count >= width {
        for panel in 0..<panelCount {
          var tile = product
          tile.left = group.left
          tile.left.advance(by: panel &* product.leftPanelStep)
          tile.right = columns.right
          tile.result = columns.result + panel &* panelResultStep
          multiplyDenseTile(
            L.self, Registers.self, rowCount: rowCount, Step.self, tile, fetching, &upcoming)
        }
        columns.right += product.rightTileStep
        columns.result += width
        columns.count &-= width
      }
      if columns.count > 0 {
        var rest = product
        rest.panelCount = panelCount
        rest.left = group.left
        (rest.right, rest.result, rest.columnCount) = columns
        (rest.upcomingLeft, rest.upcomingRight) = upcoming
        multiplyAny(L.self, Registers.self, Height.self, &rest)
        upcoming = (rest.upcomingLeft, rest.upcomingRight)
      }
      group.left.advance(by: panelCount &* product.leftPanelStep)
      group.result += panelCount &* panelResultStep
      remainingPanelCount &-= panelCount
    }
  }

  /// One microtile of two whole vectors.
  @inlinable @inline(always)
  static func multiplyDenseTile<L: Lanes, Registers: VectorRegisters, Step: TermStep>(
    _: L.Type, _: Registers.Type, rowCount: Int, _: Step.Type, _ product: RowPanelProduct<L.Scalar>,
    _ fetching: ResultFetching<L>,
    _ upcoming: inout (left: UpcomingRows<L.Scalar>?, right: UpcomingRows<L.Scalar>?)
  ) {
    let termStep = Step.length(rowCount: rowCount)
    var left = product.left
    var right = product.right
    var mode = product.mode
    let laterMode = mode.afterFirstChunk
    var fetching = fetching.starting(at: product.result)
    var remaining = product.termCount
    repeat {
      let chunk = min(remaining, Arithmetic.productChunkLength)
      var tile = Microtile<L>()
      var eights = chunk &>> 3
      repeat {
        upcoming.left?.fetchNext(L.self)
        upcoming.right?.fetchNext(L.self)
        fetching.fetchNext(vectorCount: 2)
        let step = min(eights, Registers.stepTermCount / 8)
        tile.accumulateEights(step, &left, termStep: termStep, &right, rowCount: rowCount)
        eights &-= step
      } while eights > 0
      for _ in 0..<chunk & 7 {
        tile.accumulateDense(left, right, term: 0, termStep: termStep, rowCount: rowCount)
        left.advance(terms: 1)
        right += 2 &* L.laneCount
      }
      tile.update(
        product.result, stride: product.resultStride, rowCount: rowCount, mode, vectorCount: 2,
        count: L.laneCount)
      mode = laterMode
      remaining &-= chunk
    } while remaining > 0
  }
}

extension Microtile {
  /// Adds terms by eights, of a dense right operand and a left one whose step from term to term is a
  /// constant: what eight terms are apart is then part of the instructions.
  @inlinable @inline(always)
  mutating func accumulateEights(
    _ count: Int, _ left: inout LeftRows<L.Scalar>, termStep: Int,
    _ right: inout UnsafePointer<L.Scalar>, rowCount: Int
  ) {
    for _ in 0..<count {
      accumulateDense(left, right, term: 0, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 1, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 2, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 3, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 4, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 5, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 6, termStep: termStep, rowCount: rowCount)
      accumulateDense(left, right, term: 7, termStep: termStep, rowCount: rowCount)
      left.advance(terms: 8)
      right += 16 &* L.laneCount
    }
  }

  /// Adds the term that is `term` terms on.
  @inlinable @inline(always)
  mutating func accumulateDense(
    _ left: LeftRows<L.Scalar>, _ right: UnsafePointer<L.Scalar>, term: Int, termStep: Int,
    rowCount: Int
  ) {
    let source = right + 2 &* L.laneCount &* term
    // Once for each cache line: where the processor serves another thread too, instructions are what is short.
    let vectorByteCount = L.laneCount &* MemoryLayout<L.Scalar>.stride
    for vector in 0..<2 where (2 &* term &+ vector) &* vectorByteCount % CacheLine.byteCount == 0 {
      L.prefetch(source + (32 &+ vector) &* L.laneCount)
    }
    let row = MicrotileRow<L>(loading: source, vectorCount: 2)
    accumulate(left, offset: term &* termStep, rowCount: rowCount, row, vectorCount: 2)
  }
}
