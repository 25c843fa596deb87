/// Where the rows of a micropanel of the left operand begin: every third row by a pointer of its own,
/// the two after it a step and two steps away.
///
/// That is three addresses for each pointer within one instruction each. From a single pointer a
/// compiler makes a chain of additions as long as there are rows, which takes as many cycles as the
/// multiplications; made outside the kernel, the pointers do not look related to it.
@frozen public struct LeftRows<Scalar> {
  @usableFromInline var first: UnsafePointer<Scalar>
  @usableFromInline var second: UnsafePointer<Scalar>
  @usableFromInline var third: UnsafePointer<Scalar>
  @usableFromInline var fourth: UnsafePointer<Scalar>

  /// Twelve rows `step` elements apart, of which a kernel reads the first ones.
  public init(_ base: UnsafePointer<Scalar>, step: Int) {
    first = base
    second = base + 3 &* step
    third = base + 6 &* step
    fourth = base + 9 &* step
  }

  /// Goes `step` elements on in every row.
  @inlinable @inline(__always) public mutating func advance(_ step: Int) {
    first += step
    second += step
    third += step
    fourth += step
  }
}
