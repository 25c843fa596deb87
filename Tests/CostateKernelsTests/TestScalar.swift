import CostateKernels
import CostateSIMD

/// An element type together with its kernels at every level.
protocol TestScalar: LaneScalar {
  static func kernels(_ instructionSet: InstructionSet) -> KernelTable<Self>
}

extension Float: TestScalar {
  static func kernels(_ instructionSet: InstructionSet) -> KernelTable<Float> {
    instructionSet.float
  }
}

extension Double: TestScalar {
  static func kernels(_ instructionSet: InstructionSet) -> KernelTable<Double> {
    instructionSet.double
  }
}

extension TestScalar {
  /// Equal bit patterns, with every NaN taken as one.
  func isIdentical(to other: Self) -> Bool {
    isNaN ? other.isNaN : laneBits == other.laneBits
  }

  /// IEEE 754-2019 `maximum`.
  static func standardMaximum(_ a: Self, _ b: Self) -> Self {
    if a.isNaN || b.isNaN { return .nan }
    if a == b { return a.sign == .minus ? b : a }
    return a > b ? a : b
  }
}

/// A small deterministic generator (SplitMix64).
struct TestGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number whose magnitude varies enough for every order of a sum to round differently.
  mutating func number<Scalar: TestScalar>() -> Scalar {
    let significand = Double(Int64(bitPattern: next()) >> 11) / 0x1p52
    return Scalar(significand) * (next() % 8 == 0 ? 64 : 1)
  }

  /// Now and then a value at the edge of the format.
  mutating func edgeValue<Scalar: TestScalar>() -> Scalar {
    switch next() % 40 {
    case 0: .nan
    case 1: .infinity
    case 2: -.infinity
    case 3, 4: -0.0
    case 5, 6: 0
    case 7, 8: .leastNonzeroMagnitude
    case 9: -.leastNormalMagnitude
    case 10: .greatestFiniteMagnitude
    default: number()
    }
  }
}

/// Memory as the arena gives it: aligned to a cache line, with a cache line more that may be read.
/// The bytes behind the elements tell whether a kernel wrote there.
final class TestBuffer<Scalar: TestScalar> {
  let base: UnsafeMutablePointer<Scalar>
  let count: Int

  static var guardCount: Int { 64 / MemoryLayout<Scalar>.stride }
  static var guardValue: Scalar { 12345 }

  init(count: Int, _ element: () -> Scalar) {
    let total = count + Self.guardCount
    base = UnsafeMutableRawPointer.allocate(
      byteCount: total * MemoryLayout<Scalar>.stride, alignment: 64
    ).bindMemory(to: Scalar.self, capacity: total)
    self.count = count
    for index in 0..<total {
      (base + index).initialize(to: index < count ? element() : Self.guardValue)
    }
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  var pointer: UnsafePointer<Scalar> { UnsafePointer(base) }
  var elements: [Scalar] { Array(UnsafeBufferPointer(start: base, count: count)) }
  var isGuardIntact: Bool {
    (count..<count + Self.guardCount).allSatisfy { base[$0] == Self.guardValue }
  }
}
