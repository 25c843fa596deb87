/// One row of a microtile: up to four vectors of sums, kept in registers.
///
/// How many is a constant wherever these functions are used: vectors that are not asked for cost
/// nothing.
@frozen public struct MicrotileRow<L: Lanes> {
  /// The sums of the first columns, as many as a vector has lanes.
  public var first: Vector<L>
  /// Those of the next columns.
  public var second: Vector<L>
  /// Those of the next columns.
  public var third: Vector<L>
  /// Those of the last columns.
  public var fourth: Vector<L>

  /// Empty sums: −0, the additive identity.
  @inlinable @inline(always) public init() {
    first = Vector(constant: -0.0)
    second = Vector(constant: -0.0)
    third = Vector(constant: -0.0)
    fourth = Vector(constant: -0.0)
  }

  /// A row of the right operand.
  @inlinable @inline(always)
  public init(loading source: UnsafePointer<L.Scalar>, vectorCount: Int) {
    self.init()
    first = Vector(loading: source)
    if vectorCount > 1 { second = Vector(loading: source + L.laneCount) }
    if vectorCount > 2 { third = Vector(loading: source + 2 &* L.laneCount) }
    if vectorCount > 3 { fourth = Vector(loading: source + 3 &* L.laneCount) }
  }

  /// Adds the product of one element of the left operand with one row of the right one.
  @inlinable @inline(always)
  public mutating func accumulate(_ left: L.Scalar, _ right: MicrotileRow, vectorCount: Int) {
    let left = Vector<L>(left)
    first = first.addingProduct(left, right.first)
    if vectorCount > 1 { second = second.addingProduct(left, right.second) }
    if vectorCount > 2 { third = third.addingProduct(left, right.third) }
    if vectorCount > 3 { fourth = fourth.addingProduct(left, right.fourth) }
  }

  /// Negates every sum.
  ///
  /// −0 − x is −x, signs of zeros included: the −0 of empty sums serves here too, where a mask of signs
  /// would take a register that the sums need.
  @inlinable @inline(always) public mutating func negate() {
    let empty = MicrotileRow()
    first = empty.first - first
    second = empty.second - second
    third = empty.third - third
    fourth = empty.fourth - fourth
  }

  /// Lets the sums enter a row of the result as a mode says that negates nothing, a constant wherever this is
  /// used.
  ///
  /// - Parameter count: how many elements of the last vector belong to the result.
  @inlinable @inline(always)
  func update(
    _ result: UnsafeMutablePointer<L.Scalar>, _ mode: ProductMode, vectorCount: Int, count: Int
  ) {
    @inline(always) func updateVector(_ index: Int, _ sums: Vector<L>) {
      let target = result + index &* L.laneCount
      if index &+ 1 < vectorCount {
        (mode.readsResult ? Vector(loading: target) + sums : sums).store(to: target)
      } else if index &+ 1 == vectorCount {
        (mode.readsResult ? Vector(loadingFirst: count, of: target) + sums : sums)
          .storeFirst(count, to: target)
      }
    }
    updateVector(0, first)
    updateVector(1, second)
    updateVector(2, third)
    updateVector(3, fourth)
  }
}

/// A microtile of the result: up to twelve rows of sums in registers. Twelve rows of two vectors, eight
/// of three or six of four fill the 32 registers of AVX-512 with a row of the right operand and one
/// element of the left one; six of two fill 16.
///
/// The number of rows is a constant wherever these functions are used: rows that are not asked for
/// cost nothing.
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
    _ left: LeftRows<L.Scalar>, offset: Int, rowCount: Int, _ right: MicrotileRow<L>,
    vectorCount: Int
  ) {
    row0.accumulate(left.first[offset], right, vectorCount: vectorCount)
    if rowCount > 1 {
      row1.accumulate(left.first[left.rowStep &+ offset], right, vectorCount: vectorCount)
    }
    if rowCount > 2 {
      row2.accumulate(left.first[2 &* left.rowStep &+ offset], right, vectorCount: vectorCount)
    }
    if rowCount > 3 { row3.accumulate(left.second[offset], right, vectorCount: vectorCount) }
    if rowCount > 4 {
      row4.accumulate(left.second[left.rowStep &+ offset], right, vectorCount: vectorCount)
    }
    if rowCount > 5 {
      row5.accumulate(left.second[2 &* left.rowStep &+ offset], right, vectorCount: vectorCount)
    }
    if rowCount > 6 { row6.accumulate(left.third[offset], right, vectorCount: vectorCount) }
    if rowCount > 7 {
      row7.accumulate(left.third[left.rowStep &+ offset], right, vectorCount: vectorCount)
    }
    if rowCount > 8 {
      row8.accumulate(left.third[2 &* left.rowStep &+ offset], right, vectorCount: vectorCount)
    }
    if rowCount > 9 { row9.accumulate(left.fourth[offset], right, vectorCount: vectorCount) }
    if rowCount > 10 {
      row10.accumulate(left.fourth[left.rowStep &+ offset], right, vectorCount: vectorCount)
    }
    if rowCount > 11 {
      row11.accumulate(left.fourth[2 &* left.rowStep &+ offset], right, vectorCount: vectorCount)
    }
  }

  /// Lets the sums enter rows of the result, `stride` elements apart.
  ///
  /// - Parameter count: how many elements of each row's last vector belong to the result.
  @inlinable @inline(always)
  public mutating func update(
    _ result: UnsafeMutablePointer<L.Scalar>, stride: Int, rowCount: Int, _ mode: ProductMode,
    vectorCount: Int, count: Int
  ) {
    if mode.negates { negate() }
    if mode.readsResult {
      updateRows(
        result, .add, stride: stride, rowCount: rowCount, vectorCount: vectorCount, count: count)
    } else {
      updateRows(
        result, .assign, stride: stride, rowCount: rowCount, vectorCount: vectorCount, count: count)
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
  func updateRows(
    _ result: UnsafeMutablePointer<L.Scalar>, _ mode: ProductMode, stride: Int, rowCount: Int,
    vectorCount: Int, count: Int
  ) {
    @inline(always) func updateRow(_ index: Int, _ sums: MicrotileRow<L>) {
      guard index < rowCount else { return }
      sums.update(result + index &* stride, mode, vectorCount: vectorCount, count: count)
    }
    updateRow(0, row0)
    updateRow(1, row1)
    updateRow(2, row2)
    updateRow(3, row3)
    updateRow(4, row4)
    updateRow(5, row5)
    updateRow(6, row6)
    updateRow(7, row7)
    updateRow(8, row8)
    updateRow(9, row9)
    updateRow(10, row10)
    updateRow(11, row11)
  }
}
