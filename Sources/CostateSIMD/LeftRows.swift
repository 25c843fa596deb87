/// Where the rows of a micropanel of the left operand are read: every third row by a pointer of its
/// own, the two after it a step and two steps away.
///
/// That makes three addresses of each pointer within one instruction each. What compilers make of a
/// single pointer, or of pointers that visibly move together, is worse: a chain of additions as long
/// as there are rows, or an address register for each row, half of them in memory. Hence each pointer
/// has a step of its own, though all are equal, and none is derived from another inside the kernel.
@frozen public struct LeftRows<Scalar> {
  @usableFromInline var first: UnsafePointer<Scalar>
  @usableFromInline var second: UnsafePointer<Scalar>
  @usableFromInline var third: UnsafePointer<Scalar>
  @usableFromInline var fourth: UnsafePointer<Scalar>
  @usableFromInline let firstTermStep: Int
  @usableFromInline let secondTermStep: Int
  @usableFromInline let thirdTermStep: Int
  @usableFromInline let fourthTermStep: Int
  /// The distance from one row to the next.
  public let rowStep: Int
  /// The distance from one term of a row to the next.
  public let termStep: Int

  /// Twelve rows `rowStep` elements apart, of which a kernel reads the first ones.
  @inlinable @inline(always)
  public init(_ base: UnsafePointer<Scalar>, rowStep: Int, termStep: Int) {
    first = base
    second = base + 3 &* rowStep
    third = base + 6 &* rowStep
    fourth = base + 9 &* rowStep
    firstTermStep = termStep
    secondTermStep = termStep
    thirdTermStep = termStep
    fourthTermStep = termStep
    self.rowStep = rowStep
    self.termStep = termStep
  }

  /// Goes `distance` elements on in every row.
  @inlinable @inline(always) public mutating func advance(by distance: Int) {
    first += distance
    second += distance
    third += distance
    fourth += distance
  }

  /// Goes some terms on in every row.
  @inlinable @inline(always) public mutating func advance(terms: Int) {
    first += terms &* firstTermStep
    second += terms &* secondTermStep
    third += terms &* thirdTermStep
    fourth += terms &* fourthTermStep
  }
}
