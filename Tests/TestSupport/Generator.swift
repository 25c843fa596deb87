import Foundation

/// Pseudo-random numbers from a seed, the same on every machine: SplitMix64.
///
/// - Source: Steele, Lea, Flood (2014), "Fast splittable pseudorandom number generators",
///   doi 10.1145/2660193.2660195.
package struct Generator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  private var bytes: ArraySlice<UInt8> = []

  /// A generator whose numbers depend on the seed only.
  package init(seed: UInt64) { state = seed }

  /// A generator whose first numbers have their upper 16 bits from the bytes, two for each number,
  /// so that a change of a byte changes one choice.
  package init(bytes: [UInt8]) {
    state = 0
    self.bytes = bytes[...]
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    // The other bits stay random: some algorithms ask again until they are.
    for shift in [56, 48] as [UInt64] {
      guard let byte = bytes.popFirst() else { break }
      z = z & ~(0xFF << shift) | UInt64(byte) << shift
    }
    return z
  }

  /// True with the given probability.
  package mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }

  /// A number in a range whose logarithm is evenly distributed: small ones are as likely as large.
  package mutating func logarithmic(in range: ClosedRange<Int>) -> Int {
    let logarithm =
      Double.random(in: 0...1, using: &self)
      * log2(Double(range.upperBound + 1) / Double(range.lowerBound))
    return min(Int(Double(range.lowerBound) * exp2(logarithm)), range.upperBound)
  }

  /// One of the elements, or nil of none.
  package mutating func element<Elements: Collection>(of elements: Elements) -> Elements.Element? {
    elements.randomElement(using: &self)
  }
}
