/// One row of a microtile: two vectors of sums, kept in registers.
@frozen public struct MicrotileRow<L: Lanes> {
  /// The sums of columns `0 ..< laneCount`.
  public var low: Vector<L>
  /// The sums of columns `laneCount ..< 2 · laneCount`.
  public var high: Vector<L>

  /// Empty sums: −0, the additive identity.
  @inlinable @inline(always) public init() {
    low = Vector(constant: -0.0)
    high = Vector(constant: -0.0)
  }

  /// A row of the right operand.
  @inlinable @inline(always)
  public init(loading source: UnsafePointer<L.Scalar>, isWide: Bool) {
    self.init()
    low = Vector(loading: source)
    if isWide { high = Vector(loading: source + L.laneCount) }
  }

  /// Has a row of the right operand fetched.
  @inlinable @inline(always)
  public static func prefetch(_ source: UnsafePointer<L.Scalar>, isWide: Bool) {
    L.prefetch(source)
    if isWide { L.prefetch(source + L.laneCount) }
  }

  /// Adds the product of one element of the left operand with one row of the right one.
  @inlinable @inline(always)
  public mutating func accumulate(_ left: L.Scalar, _ right: MicrotileRow, isWide: Bool) {
    let left = Vector<L>(left)
    low = low.addingProduct(left, right.low)
    if isWide { high = high.addingProduct(left, right.high) }
  }

  /// Negates every sum.
  @inlinable @inline(always) public mutating func negate() {
    low = -low
    high = -high
  }

  /// Assigns the sums to a row of the result.
  ///
  /// - Parameter count: how many elements of the last vector belong to the result.
  @inlinable @inline(always)
  public func assign(to result: UnsafeMutablePointer<L.Scalar>, isWide: Bool, count: Int) {
    if isWide {
      low.store(to: result)
      high.storeFirst(count, to: result + L.laneCount)
    } else {
      low.storeFirst(count, to: result)
    }
  }

  /// Adds the sums to a row of the result.
  ///
  /// - Parameter count: how many elements of the last vector belong to the result.
  @inlinable @inline(always)
  public func add(to result: UnsafeMutablePointer<L.Scalar>, isWide: Bool, count: Int) {
    if isWide {
      let last = result + L.laneCount
      (Vector(loading: result) + low).store(to: result)
      (Vector(loadingFirst: count, of: last) + high).storeFirst(count, to: last)
    } else {
      (Vector(loadingFirst: count, of: result) + low).storeFirst(count, to: result)
    }
  }
}

/// A microtile of the result: up to twelve rows of sums in registers, which with two vectors of the
/// right operand and one element of the left one fill the 32 of AVX-512. Six rows fill 16.
///
/// The number of rows and whether a row has two vectors are constants wherever these functions are
/// used: rows that are not asked for cost nothing.
@frozen public struct Microtile<L: Lanes> {
  @usableFromInline var row0 = MicrotileRow<L>()
  @usableFromInline var row1 = MicrotileRow<L>()
  @usableFromInline var row2 = MicrotileRow<L>()
  @usableFromInline var row3 = MicrotileRow<L>()
  @usableFromInline var row4 = MicrotileRow<L>()
  @usableFromInline var row5 = MicrotileRow<L>()
  @usableFromInline var row6 = MicrotileRow<L>()
  @usableFromInline var row7 = MicrotileRow<L>()
  @usableFromInline var row8 = MicrotileRow<L>()
  @usableFromInline var row9 = MicrotileRow<L>()
  @usableFromInline var row10 = MicrotileRow<L>()
  @usableFromInline var row11 = MicrotileRow<L>()

  /// Empty sums.
  @inlinable @inline(always) public init() {}

  /// Adds the outer product of a column of the left operand with one row of the right one.
  ///
  /// - Parameter offset: how many elements on from `left` the column is.
  @inlinable @inline(always)
  public mutating func accumulate(
    _ left: LeftRows<L.Scalar>, offset: Int, rowCount: Int, _ right: MicrotileRow<L>, isWide: Bool
  ) {
    row0.accumulate(left.first[offset], right, isWide: isWide)
    if rowCount > 1 { row1.accumulate(left.first[left.rowStep &+ offset], right, isWide: isWide) }
    if rowCount > 2 {
      row2.accumulate(left.first[2 &* left.rowStep &+ offset], right, isWide: isWide)
    }
    if rowCount > 3 { row3.accumulate(left.second[offset], right, isWide: isWide) }
    if rowCount > 4 { row4.accumulate(left.second[left.rowStep &+ offset], right, isWide: isWide) }
    if rowCount > 5 {
      row5.accumulate(left.second[2 &* left.rowStep &+ offset], right, isWide: isWide)
    }
    if rowCount > 6 { row6.accumulate(left.third[offset], right, isWide: isWide) }
    if rowCount > 7 { row7.accumulate(left.third[left.rowStep &+ offset], right, isWide: isWide) }
    if rowCount > 8 {
      row8.accumulate(left.third[2 &* left.rowStep &+ offset], right, isWide: isWide)
    }
    if rowCount > 9 { row9.accumulate(left.fourth[offset], right, isWide: isWide) }
    if rowCount > 10 {
      row10.accumulate(left.fourth[left.rowStep &+ offset], right, isWide: isWide)
    }
    if rowCount > 11 {
      row11.accumulate(left.fourth[2 &* left.rowStep &+ offset], right, isWide: isWide)
    }
  }

  /// Lets the sums enter rows of the result, `stride` elements apart.
  ///
  /// - Parameter count: how many elements of each row's last vector belong to the result.
  @inlinable @inline(always)
  public mutating func update(
    _ result: UnsafeMutablePointer<L.Scalar>, stride: Int, rowCount: Int, _ mode: ProductMode,
    isWide: Bool, count: Int
  ) {
    if mode.negates { negate() }
    if mode.readsResult {
      add(to: result, stride: stride, rowCount: rowCount, isWide: isWide, count: count)
    } else {
      assign(to: result, stride: stride, rowCount: rowCount, isWide: isWide, count: count)
    }
  }

  @inlinable @inline(always)
  mutating func negate() {
    row0.negate()
    row1.negate()
    row2.negate()
    row3.negate()
    row4.negate()
    row5.negate()
    row6.negate()
    row7.negate()
    row8.negate()
    row9.negate()
    row10.negate()
    row11.negate()
  }

  @inlinable @inline(always)
  func assign(
    to result: UnsafeMutablePointer<L.Scalar>, stride: Int, rowCount: Int, isWide: Bool, count: Int
  ) {
    row0.assign(to: result, isWide: isWide, count: count)
    if rowCount > 1 { row1.assign(to: result + stride, isWide: isWide, count: count) }
    if rowCount > 2 { row2.assign(to: result + 2 &* stride, isWide: isWide, count: count) }
    if rowCount > 3 { row3.assign(to: result + 3 &* stride, isWide: isWide, count: count) }
    if rowCount > 4 { row4.assign(to: result + 4 &* stride, isWide: isWide, count: count) }
    if rowCount > 5 { row5.assign(to: result + 5 &* stride, isWide: isWide, count: count) }
    if rowCount > 6 { row6.assign(to: result + 6 &* stride, isWide: isWide, count: count) }
    if rowCount > 7 { row7.assign(to: result + 7 &* stride, isWide: isWide, count: count) }
    if rowCount > 8 { row8.assign(to: result + 8 &* stride, isWide: isWide, count: count) }
    if rowCount > 9 { row9.assign(to: result + 9 &* stride, isWide: isWide, count: count) }
    if rowCount > 10 { row10.assign(to: result + 10 &* stride, isWide: isWide, count: count) }
    if rowCount > 11 { row11.assign(to: result + 11 &* stride, isWide: isWide, count: count) }
  }

  @inlinable @inline(always)
  func add(
    to result: UnsafeMutablePointer<L.Scalar>, stride: Int, rowCount: Int, isWide: Bool, count: Int
  ) {
    row0.add(to: result, isWide: isWide, count: count)
    if rowCount > 1 { row1.add(to: result + stride, isWide: isWide, count: count) }
    if rowCount > 2 { row2.add(to: result + 2 &* stride, isWide: isWide, count: count) }
    if rowCount > 3 { row3.add(to: result + 3 &* stride, isWide: isWide, count: count) }
    if rowCount > 4 { row4.add(to: result + 4 &* stride, isWide: isWide, count: count) }
    if rowCount > 5 { row5.add(to: result + 5 &* stride, isWide: isWide, count: count) }
    if rowCount > 6 { row6.add(to: result + 6 &* stride, isWide: isWide, count: count) }
    if rowCount > 7 { row7.add(to: result + 7 &* stride, isWide: isWide, count: count) }
    if rowCount > 8 { row8.add(to: result + 8 &* stride, isWide: isWide, count: count) }
    if rowCount > 9 { row9.add(to: result + 9 &* stride, isWide: isWide, count: count) }
    if rowCount > 10 { row10.add(to: result + 10 &* stride, isWide: isWide, count: count) }
    if rowCount > 11 { row11.add(to: result + 11 &* stride, isWide: isWide, count: count) }
  }
}
