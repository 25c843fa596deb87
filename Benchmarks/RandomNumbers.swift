import Costate

/// The xorshift64 generator with the shifts 13, 7, 17: the same numbers on every machine.
///
/// - Source: Marsaglia (2003), "Xorshift RNGs", doi 10.18637/jss.v008.i14.
struct RandomNumbers {
  private var state: UInt64

  /// - Parameter seed: not 0.
  init(seed: UInt64 = 88_172_645_463_325_252) { state = seed }

  /// The next of 2⁶⁴ − 1 numbers.
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  /// A number below a bound, by its remainder.
  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A multiple of 2⁻⁵² in −1 ..< 1.
  mutating func nextUniform() -> Double { Double(next() >> 11) * 0x1p-52 - 1 }

  /// A tensor of uniform numbers between −scale and scale.
  mutating func tensor(_ type: TensorType, scale: Double = 1) -> Tensor {
    let values = (0..<type.elementCount).map { _ in nextUniform() * scale }
    return Tensor(rounding: values, to: type)
  }
}
