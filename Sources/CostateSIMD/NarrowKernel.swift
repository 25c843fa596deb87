/// The matrix product of few terms and up to a vector of columns: the right operand stays in registers, the
/// rows of the left one pass by.
public enum NarrowKernel {
  /// The most terms it sums: so many vectors stay in registers, besides those of four rows, where there are
  /// more than sixteen.
  @inlinable @inline(always) static var mostTerms: Int { 12 }

  /// Whether it computes a product, one of up to a vector of columns.
  @inlinable @inline(always)
  static func takes<Scalar>(_ product: DirectProduct<Scalar>) -> Bool {
    product.termCount <= mostTerms && product.left.termStep == 1
  }

  /// Computes a product that it takes.
  @inlinable @inline(always)
  static func multiply<L: Lanes>(_: L.Type, _ product: inout DirectProduct<L.Scalar>) {
    switch product.termCount {
    case 1: multiply(L.self, OneRow.self, &product)
    case 2: multiply(L.self, TwoRows.self, &product)
    case 3: multiply(L.self, ThreeRows.self, &product)
    case 4: multiply(L.self, FourRows.self, &product)
    case 5: multiply(L.self, FiveRows.self, &product)
    case 6: multiply(L.self, SixRows.self, &product)
    case 7: multiply(L.self, SevenRows.self, &product)
    case 8: multiply(L.self, EightRows.self, &product)
    case 9: multiply(L.self, NineRows.self, &product)
    case 10: multiply(L.self, TenRows.self, &product)
    case 11: multiply(L.self, ElevenRows.self, &product)
    default: multiply(L.self, TwelveRows.self, &product)
    }
  }

  /// One loop for as many terms as the right operand has rows, in a function of its own.
  @inlinable @inline(never)
  static func multiply<L: Lanes, RightRows: MicrotileHeight>(
    _: L.Type, _: RightRows.Type, _ product: inout DirectProduct<L.Scalar>
  ) {
    let right = Microtile<L>(
      loading: product.right, stride: product.rightTermStep, rowCount: RightRows.rowCount)
    var (left, result) = (product.left, product.result)
    var remaining = product.rowCount
    while remaining >= 4 {
      multiplyRows(L.self, termCount: RightRows.rowCount, rowCount: 4, left, right, result, product)
      left.advance(by: 4 &* left.rowStep)
      result += 4 &* product.resultStride
      remaining &-= 4
    }
    while remaining > 0 {
      multiplyRows(L.self, termCount: RightRows.rowCount, rowCount: 1, left, right, result, product)
      left.advance(by: left.rowStep)
      result += product.resultStride
      remaining &-= 1
    }
  }

  /// Some rows of the result.
  @inlinable @inline(always)
  static func multiplyRows<L: Lanes>(
    _: L.Type, termCount: Int, rowCount: Int, _ left: LeftRows<L.Scalar>, _ right: Microtile<L>,
    _ result: UnsafeMutablePointer<L.Scalar>, _ product: DirectProduct<L.Scalar>
  ) {
    var tile = Microtile<L>()
    func accumulate(_ term: Int, _ row: MicrotileRow<L>) {
      guard term < termCount else { return }
      tile.accumulate(left, offset: term, rowCount: rowCount, row, vectorCount: 1)
    }
    accumulate(0, right.row0)
    accumulate(1, right.row1)
    accumulate(2, right.row2)
    accumulate(3, right.row3)
    accumulate(4, right.row4)
    accumulate(5, right.row5)
    accumulate(6, right.row6)
    accumulate(7, right.row7)
    accumulate(8, right.row8)
    accumulate(9, right.row9)
    accumulate(10, right.row10)
    accumulate(11, right.row11)
    tile.update(
      result, stride: product.resultStride, rowCount: rowCount, product.mode, vectorCount: 1,
      count: product.columnCount)
  }
}

extension Microtile {
  /// Up to twelve rows of one vector each, `stride` elements apart.
  @inlinable @inline(always)
  init(loading source: UnsafePointer<L.Scalar>, stride: Int, rowCount: Int) {
    func row(_ index: Int) -> MicrotileRow<L> {
      index < rowCount
        ? MicrotileRow(loading: source + index &* stride, vectorCount: 1) : MicrotileRow()
    }
    row0 = row(0)
    row1 = row(1)
    row2 = row(2)
    row3 = row(3)
    row4 = row(4)
    row5 = row(5)
    row6 = row(6)
    row7 = row(7)
    row8 = row(8)
    row9 = row(9)
    row10 = row(10)
    row11 = row(11)
  }
}
