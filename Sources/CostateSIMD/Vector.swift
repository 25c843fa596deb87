/// A vector of floating-point lanes with the operators kernels are written with.
///
/// Everything is inlined into the instantiating module: there the operators are single
/// instructions.
// Members are documented at Lanes.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
@frozen public struct Vector<L: Lanes> {
  public var raw: L.Floats

  @inlinable @inline(always) public init(raw: L.Floats) { self.raw = raw }
  @inlinable @inline(always) public init(_ x: L.Scalar) { raw = L.splat(x) }
  /// The number rounded to the element type, in every lane.
  @inlinable @inline(always) public init(constant x: Double) { raw = L.splat(converting: x) }
  @inlinable @inline(always) public init(loading pointer: UnsafePointer<L.Scalar>) {
    raw = L.load(pointer)
  }
  @inlinable @inline(always)
  public init(gathering base: UnsafePointer<L.Scalar>, at indices: UnsafePointer<UInt32>) {
    raw = L.gather(base, at: indices)
  }
  @inlinable @inline(always) public init(bits: BitVector<L>) { raw = L.floats(bits: bits.raw) }
  /// The integers rounded to the nearest floating-point number.
  @inlinable @inline(always) public init(converting x: BitVector<L>) { raw = L.convert(x.raw) }
  /// Lane by lane `a` where the mask is set, else `b`.
  @inlinable @inline(always) public init(where mask: BitVector<L>, _ a: Self, else b: Self) {
    raw = L.select(mask.raw, a.raw, b.raw)
  }

  @inlinable @inline(always)
  public init(loadingFirst count: Int, of pointer: UnsafePointer<L.Scalar>) {
    raw = L.load(first: count, of: pointer)
  }

  @inlinable @inline(always) public func store(to pointer: UnsafeMutablePointer<L.Scalar>) {
    L.store(raw, to: pointer)
  }
  @inlinable @inline(always)
  public func storeFirst(_ count: Int, to pointer: UnsafeMutablePointer<L.Scalar>) {
    L.store(first: count, raw, to: pointer)
  }

  @inlinable @inline(always) public static func + (a: Self, b: Self) -> Self {
    Self(raw: L.add(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func - (a: Self, b: Self) -> Self {
    Self(raw: L.subtract(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func * (a: Self, b: Self) -> Self {
    Self(raw: L.multiply(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func / (a: Self, b: Self) -> Self {
    Self(raw: L.divide(a.raw, b.raw))
  }
  @inlinable @inline(always) public static prefix func - (a: Self) -> Self {
    Self(raw: L.negate(a.raw))
  }
  /// `self + a * b` with one rounding.
  @inlinable @inline(always) public func addingProduct(_ a: Self, _ b: Self) -> Self {
    Self(raw: L.fusedMultiplyAdd(a.raw, b.raw, raw))
  }
  @inlinable @inline(always) public var magnitude: Self { Self(raw: L.magnitude(raw)) }
  @inlinable @inline(always) public func squareRoot() -> Self { Self(raw: L.squareRoot(raw)) }
  @inlinable @inline(always) public func roundedToEven() -> Self { Self(raw: L.roundToEven(raw)) }

  @inlinable @inline(always) public static func < (a: Self, b: Self) -> BitVector<L> {
    BitVector(raw: L.isLess(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func <= (a: Self, b: Self) -> BitVector<L> {
    BitVector(raw: L.isLessOrEqual(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func == (a: Self, b: Self) -> BitVector<L> {
    BitVector(raw: L.isEqual(a.raw, b.raw))
  }
  /// Both with the odd blocks of `length` lanes of `a` and the even ones of `b` exchanged: a step of the
  /// transposition of a square block, whose rows `a` and `b` are `length` apart.
  @inlinable @inline(always)
  public static func exchanged(_ a: Self, _ b: Self, blockLength length: Int) -> (Self, Self) {
    (
      Self(raw: L.evenBlocks(a.raw, b.raw, length: length)),
      Self(raw: L.oddBlocks(a.raw, b.raw, length: length))
    )
  }

  /// The mask of lanes that hold NaN.
  @inlinable @inline(always) public var isNaN: BitVector<L> { ~(self == self) }

  @inlinable @inline(always) public var bits: BitVector<L> { BitVector(raw: L.bits(raw)) }

  @inlinable @inline(always) public subscript(lane index: Int) -> L.Scalar {
    get { L.lane(raw, index) }
    set { raw = L.replacingLane(raw, index, newValue) }
  }
}

/// The bits of a ``Vector``: integers of the element's width, or a mask. Arithmetic wraps.
// Members are documented at Lanes.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
@frozen public struct BitVector<L: Lanes> {
  public var raw: L.Integers

  @inlinable @inline(always) public init(raw: L.Integers) { self.raw = raw }
  /// The low bits of `x` in every lane.
  @inlinable @inline(always) public init(_ x: Int64) { raw = L.integers(repeating: x) }
  /// Rounds toward zero; unspecified where the number does not fit.
  @inlinable @inline(always) public init(truncating x: Vector<L>) { raw = L.truncate(x.raw) }

  @inlinable @inline(always) public static func &+ (a: Self, b: Self) -> Self {
    Self(raw: L.addIntegers(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func &- (a: Self, b: Self) -> Self {
    Self(raw: L.subtractIntegers(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func & (a: Self, b: Self) -> Self {
    Self(raw: L.and(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func | (a: Self, b: Self) -> Self {
    Self(raw: L.or(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func ^ (a: Self, b: Self) -> Self {
    Self(raw: L.exclusiveOr(a.raw, b.raw))
  }
  @inlinable @inline(always) public static prefix func ~ (a: Self) -> Self { a ^ Self(-1) }
  @inlinable @inline(always) public static func << (a: Self, count: Int) -> Self {
    Self(raw: L.shiftLeft(a.raw, count))
  }
  /// Copies the sign bit in from the left.
  @inlinable @inline(always) public static func >> (a: Self, count: Int) -> Self {
    Self(raw: L.shiftRight(a.raw, count))
  }
  @inlinable @inline(always) public func shiftedRightLogically(by count: Int) -> Self {
    Self(raw: L.shiftRightLogically(raw, count))
  }
  @inlinable @inline(always) public static func < (a: Self, b: Self) -> Self {
    Self(raw: L.isLessIntegers(a.raw, b.raw))
  }
  @inlinable @inline(always) public static func == (a: Self, b: Self) -> Self {
    Self(raw: L.isEqualIntegers(a.raw, b.raw))
  }
  /// Whether any bit of any lane is set.
  @inlinable @inline(always) public var isAnySet: Bool { L.isAnySet(raw) }
}
