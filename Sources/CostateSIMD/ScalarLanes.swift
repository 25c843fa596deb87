/// A scalar a lane can hold: `Float` or `Double`.
public protocol LaneScalar: BinaryFloatingPoint & Sendable {
  /// A signed integer of the scalar's width.
  associatedtype LaneBits: FixedWidthInteger & SignedInteger
  /// The scalar of a bit pattern.
  init(laneBits: LaneBits)
  /// The bit pattern.
  var laneBits: LaneBits { get }
}

// Members are documented at LaneScalar.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Float: LaneScalar {
  @inlinable @inline(always) public init(laneBits: Int32) {
    self.init(bitPattern: UInt32(bitPattern: laneBits))
  }
  @inlinable @inline(always) public var laneBits: Int32 { Int32(bitPattern: bitPattern) }
}

// Members are documented at LaneScalar.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Double: LaneScalar {
  @inlinable @inline(always) public init(laneBits: Int64) {
    self.init(bitPattern: UInt64(bitPattern: laneBits))
  }
  @inlinable @inline(always) public var laneBits: Int64 { Int64(bitPattern: bitPattern) }
}

/// One lane in plain Swift: the reference against which every vector level is compared.
// Members are documented at Lanes.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
public enum ScalarLanes<Scalar: LaneScalar>: Lanes {
  public typealias Floats = Scalar
  public typealias Integers = Scalar.LaneBits

  @inlinable public static var laneCount: Int { 1 }
  @inlinable public static var significandBitCount: Int { Scalar.significandBitCount }
  @inlinable public static func splat(_ x: Scalar) -> Scalar { x }
  @inlinable public static func splat(converting x: Double) -> Scalar { Scalar(x) }
  @inlinable public static func load(_ pointer: UnsafePointer<Scalar>) -> Scalar { pointer.pointee }
  @inlinable public static func store(_ x: Scalar, to pointer: UnsafeMutablePointer<Scalar>) {
    pointer.pointee = x
  }
  @inlinable public static func prefetchResult(_ pointer: UnsafePointer<Scalar>) {}
  @inlinable public static func prefetch(_ pointer: UnsafePointer<Scalar>) {}
  @inlinable public static func prefetchIntoSecondLevel(_ pointer: UnsafePointer<Scalar>) {}
  @inlinable
  public static func load(first count: Int, of pointer: UnsafePointer<Scalar>) -> Scalar {
    pointer.pointee
  }
  @inlinable public static func store(
    first count: Int, _ x: Scalar, to pointer: UnsafeMutablePointer<Scalar>
  ) { pointer.pointee = x }
  @inlinable public static func loadTransposed(
    _ rows: UnsafePointer<Scalar>, stride: Int, into vectors: UnsafeMutableRawPointer
  ) {
    vectors.copyMemory(from: rows, byteCount: 4 &* MemoryLayout<Scalar>.stride)
  }
  @inlinable
  public static func gather(_ base: UnsafePointer<Scalar>, at indices: UnsafePointer<UInt32>)
    -> Scalar
  { base[Int(indices.pointee)] }

  @inlinable public static func add(_ a: Scalar, _ b: Scalar) -> Scalar { a + b }
  @inlinable public static func subtract(_ a: Scalar, _ b: Scalar) -> Scalar { a - b }
  @inlinable public static func multiply(_ a: Scalar, _ b: Scalar) -> Scalar { a * b }
  @inlinable public static func divide(_ a: Scalar, _ b: Scalar) -> Scalar { a / b }
  @inlinable
  public static func fusedMultiplyAdd(_ a: Scalar, _ b: Scalar, _ c: Scalar) -> Scalar {
    c.addingProduct(a, b)
  }
  @inlinable
  public static func fusedMultiplyAdd(scalars a: Scalar, _ b: Scalar, _ c: Scalar) -> Scalar {
    c.addingProduct(a, b)
  }
  @inlinable public static func negate(_ x: Scalar) -> Scalar { -x }
  @inlinable public static func magnitude(_ x: Scalar) -> Scalar { Swift.abs(x) }
  @inlinable public static func squareRoot(_ x: Scalar) -> Scalar { x.squareRoot() }
  @inlinable public static func roundToEven(_ x: Scalar) -> Scalar { x.rounded(.toNearestOrEven) }

  @inlinable public static func isLess(_ a: Scalar, _ b: Scalar) -> Integers { a < b ? -1 : 0 }
  @inlinable
  public static func isLessOrEqual(_ a: Scalar, _ b: Scalar) -> Integers { a <= b ? -1 : 0 }
  @inlinable public static func isEqual(_ a: Scalar, _ b: Scalar) -> Integers { a == b ? -1 : 0 }
  @inlinable
  public static func select(_ mask: Integers, _ a: Scalar, _ b: Scalar) -> Scalar {
    mask != 0 ? a : b
  }
  @inlinable
  public static func evenBlocks(_ a: Scalar, _ b: Scalar, length: Int) -> Scalar { a }
  @inlinable
  public static func oddBlocks(_ a: Scalar, _ b: Scalar, length: Int) -> Scalar { b }
  @inlinable public static func lane(_ x: Scalar, _ index: Int) -> Scalar { x }
  @inlinable
  public static func replacingLane(_ x: Scalar, _ index: Int, _ value: Scalar) -> Scalar { value }

  @inlinable public static func bits(_ x: Scalar) -> Integers { x.laneBits }
  @inlinable public static func floats(bits: Integers) -> Scalar { Scalar(laneBits: bits) }
  @inlinable public static func convert(_ x: Integers) -> Scalar { Scalar(x) }
  @inlinable public static func truncate(_ x: Scalar) -> Integers {
    Integers(exactly: x.rounded(.towardZero)) ?? .min
  }
  @inlinable public static func integers(repeating x: Int64) -> Integers {
    Integers(truncatingIfNeeded: x)
  }
  @inlinable public static func addIntegers(_ a: Integers, _ b: Integers) -> Integers { a &+ b }
  @inlinable
  public static func subtractIntegers(_ a: Integers, _ b: Integers) -> Integers { a &- b }
  @inlinable public static func and(_ a: Integers, _ b: Integers) -> Integers { a & b }
  @inlinable public static func or(_ a: Integers, _ b: Integers) -> Integers { a | b }
  @inlinable public static func exclusiveOr(_ a: Integers, _ b: Integers) -> Integers { a ^ b }
  @inlinable public static func shiftLeft(_ a: Integers, _ count: Int) -> Integers { a << count }
  @inlinable public static func shiftRight(_ a: Integers, _ count: Int) -> Integers { a >> count }
  @inlinable public static func shiftRightLogically(_ a: Integers, _ count: Int) -> Integers {
    Integers(truncatingIfNeeded: Integers.Magnitude(truncatingIfNeeded: a) >> count)
  }
  @inlinable
  public static func isLessIntegers(_ a: Integers, _ b: Integers) -> Integers { a < b ? -1 : 0 }
  @inlinable
  public static func isEqualIntegers(_ a: Integers, _ b: Integers) -> Integers { a == b ? -1 : 0 }
  @inlinable public static func isAnySet(_ mask: Integers) -> Bool { mask != 0 }
}
