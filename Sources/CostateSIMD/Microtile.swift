/// One row of a microtile: two vectors of sums, kept in registers.
@frozen public struct MicrotileRow<L: Lanes> {
  /// The sums of columns `0 ..< laneCount`.
  public var low: Vector<L>
  /// The sums of columns `laneCount ..< 2 · laneCount`.
  public var high: Vector<L>

  /// Empty sums: −0, the additive identity.
  @inlinable @inline(__always) public init() {
    low = Vector(constant: -0.0)
    high = Vector(constant: -0.0)
  }

  /// Adds the product of one element of the left operand with one row of the right one.
  @inlinable @inline(__always)
  public mutating func accumulate(_ left: L.Scalar, _ rightLow: Vector<L>, _ rightHigh: Vector<L>) {
    let left = Vector<L>(left)
    low = low.addingProduct(left, rightLow)
    high = high.addingProduct(left, rightHigh)
  }

  /// Lets the sums enter `2 · laneCount` elements of the result.
  @inlinable @inline(__always)
  public func update(_ result: UnsafeMutablePointer<L.Scalar>, _ mode: ProductMode) {
    low.update(result, mode)
    high.update(result + L.laneCount, mode)
  }
}

/// Six rows of a microtile: with two vectors each, the twelve accumulators that 16 registers leave
/// room for. Two of them fill the 32 registers of AVX-512.
@frozen public struct SixMicrotileRows<L: Lanes> {
  @usableFromInline var row0 = MicrotileRow<L>()
  @usableFromInline var row1 = MicrotileRow<L>()
  @usableFromInline var row2 = MicrotileRow<L>()
  @usableFromInline var row3 = MicrotileRow<L>()
  @usableFromInline var row4 = MicrotileRow<L>()
  @usableFromInline var row5 = MicrotileRow<L>()

  /// Empty sums.
  @inlinable @inline(__always) public init() {}

  /// Adds the outer product of six elements of the left operand, `rowStep` apart, with one row of the
  /// right one.
  @inlinable @inline(__always)
  public mutating func accumulate(
    _ left: UnsafePointer<L.Scalar>, rowStep: Int, _ rightLow: Vector<L>, _ rightHigh: Vector<L>
  ) {
    row0.accumulate(left[0], rightLow, rightHigh)
    row1.accumulate(left[rowStep], rightLow, rightHigh)
    row2.accumulate(left[2 &* rowStep], rightLow, rightHigh)
    row3.accumulate(left[3 &* rowStep], rightLow, rightHigh)
    row4.accumulate(left[4 &* rowStep], rightLow, rightHigh)
    row5.accumulate(left[5 &* rowStep], rightLow, rightHigh)
  }

  /// Lets the sums enter six rows of the result.
  @inlinable @inline(__always)
  public func update(
    _ result: UnsafeMutablePointer<L.Scalar>, rowStride: Int, _ mode: ProductMode
  ) {
    row0.update(result, mode)
    row1.update(result + rowStride, mode)
    row2.update(result + 2 &* rowStride, mode)
    row3.update(result + 3 &* rowStride, mode)
    row4.update(result + 4 &* rowStride, mode)
    row5.update(result + 5 &* rowStride, mode)
  }
}

extension Vector {
  /// Lets chunk sums enter the elements at `result`.
  @inlinable @inline(__always)
  public func update(_ result: UnsafeMutablePointer<L.Scalar>, _ mode: ProductMode) {
    switch mode {
    case .assign: store(to: result)
    case .add: (Vector(loading: result) + self).store(to: result)
    case .assignNegated: (-self).store(to: result)
    case .subtract: (Vector(loading: result) - self).store(to: result)
    }
  }
}
