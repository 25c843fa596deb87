/// An instruction-set level's vectors of one element type: the closed set of primitives that every
/// kernel is written in.
///
/// Each requirement is one IEEE 754 operation on every lane, rounded to nearest even. The
/// conforming types are the empty structs of `CLanes`, whose C functions are imported as members,
/// so a conformance has no body; ``ScalarLanes`` is the same set in plain Swift, one lane wide, and
/// is what the reference evaluation runs on. Kernels use the operators of ``Vector`` instead.
///
/// The associated types carry no constraints: a constraint would make every conformance emit
/// accessors that name no type of its level.
public protocol Lanes: SendableMetatype {
  /// `Float` or `Double`.
  associatedtype Scalar
  /// A vector of `laneCount` scalars.
  associatedtype Floats
  /// The integers that share its lanes: bit patterns, exponents and masks. Arithmetic wraps.
  associatedtype Integers

  static var laneCount: Int { get }
  /// 23 for `Float`, 52 for `Double`: what a function template chooses its polynomial by.
  static var significandBitCount: Int { get }

  static func splat(_ x: Scalar) -> Floats
  static func splat(converting x: Double) -> Floats
  static func load(_ pointer: UnsafePointer<Scalar>) -> Floats
  static func store(_ x: Floats, to pointer: UnsafeMutablePointer<Scalar>)
  /// Has the cache line of an element fetched that is soon written. Any address will do.
  static func prefetchResult(_ pointer: UnsafePointer<Scalar>)
  /// Has the cache line of an element fetched that is soon read. Any address will do.
  static func prefetch(_ pointer: UnsafePointer<Scalar>)
  /// Has the cache line of an element fetched that is read much later. Any address will do.
  static func prefetchIntoSecondLevel(_ pointer: UnsafePointer<Scalar>)
  /// Reads the first `count` lanes, at least one; the others are zero.
  static func load(first count: Int, of pointer: UnsafePointer<Scalar>) -> Floats
  /// Writes the first `count` lanes, at least one.
  static func store(first count: Int, _ x: Floats, to pointer: UnsafeMutablePointer<Scalar>)
  /// Reads four neighbouring elements of each of `laneCount` rows, which are `stride` apart, and writes
  /// four vectors one after another: element i of each row into the i-th.
  static func loadTransposed(
    _ rows: UnsafePointer<Scalar>, stride: Int, into vectors: UnsafeMutableRawPointer)
  /// Reads `base[indices[i]]` into lane i.
  static func gather(_ base: UnsafePointer<Scalar>, at indices: UnsafePointer<UInt32>) -> Floats

  static func add(_ a: Floats, _ b: Floats) -> Floats
  static func subtract(_ a: Floats, _ b: Floats) -> Floats
  static func multiply(_ a: Floats, _ b: Floats) -> Floats
  static func divide(_ a: Floats, _ b: Floats) -> Floats
  /// `a * b + c` with one rounding.
  static func fusedMultiplyAdd(_ a: Floats, _ b: Floats, _ c: Floats) -> Floats
  /// `a * b + c` with one rounding, of scalars.
  static func fusedMultiplyAdd(scalars a: Scalar, _ b: Scalar, _ c: Scalar) -> Scalar
  static func negate(_ x: Floats) -> Floats
  static func magnitude(_ x: Floats) -> Floats
  static func squareRoot(_ x: Floats) -> Floats
  static func roundToEven(_ x: Floats) -> Floats

  /// All bits set in the lanes where the ordered comparison holds; none for NaN.
  static func isLess(_ a: Floats, _ b: Floats) -> Integers
  static func isLessOrEqual(_ a: Floats, _ b: Floats) -> Integers
  static func isEqual(_ a: Floats, _ b: Floats) -> Integers
  /// Lane by lane `a` where the mask is set, else `b`.
  static func select(_ mask: Integers, _ a: Floats, _ b: Floats) -> Floats
  /// The even blocks of `length` lanes of both, those of `b` in place of the odd ones of `a`: a₀ b₀ a₂ b₂ …
  /// for length 1. The length is a power of two below `laneCount`, and a constant: else which instruction
  /// it is would be found each time.
  static func evenBlocks(_ a: Floats, _ b: Floats, length: Int) -> Floats
  /// The odd blocks of both, those of `a` in place of the even ones of `b`: a₁ b₁ a₃ b₃ … for length 1.
  static func oddBlocks(_ a: Floats, _ b: Floats, length: Int) -> Floats
  static func lane(_ x: Floats, _ index: Int) -> Scalar
  static func replacingLane(_ x: Floats, _ index: Int, _ value: Scalar) -> Floats

  static func bits(_ x: Floats) -> Integers
  static func floats(bits: Integers) -> Floats
  /// The integers rounded to the nearest floating-point number.
  static func convert(_ x: Integers) -> Floats
  /// Rounds toward zero; unspecified where the number does not fit.
  static func truncate(_ x: Floats) -> Integers
  /// The low bits of `x` in every lane.
  static func integers(repeating x: Int64) -> Integers
  static func addIntegers(_ a: Integers, _ b: Integers) -> Integers
  static func subtractIntegers(_ a: Integers, _ b: Integers) -> Integers
  static func and(_ a: Integers, _ b: Integers) -> Integers
  static func or(_ a: Integers, _ b: Integers) -> Integers
  static func exclusiveOr(_ a: Integers, _ b: Integers) -> Integers
  static func shiftLeft(_ a: Integers, _ count: Int) -> Integers
  /// Copies the sign bit in from the left.
  static func shiftRight(_ a: Integers, _ count: Int) -> Integers
  static func shiftRightLogically(_ a: Integers, _ count: Int) -> Integers
  static func isLessIntegers(_ a: Integers, _ b: Integers) -> Integers
  static func isEqualIntegers(_ a: Integers, _ b: Integers) -> Integers
  /// Whether any bit of any lane is set.
  static func isAnySet(_ mask: Integers) -> Bool
}
