/// A small generator of random bits that gives the same sequence for a seed on every platform and
/// in every version: what is drawn from it, a split or initial weights, is reproducible.
///
/// The algorithm is SplitMix64: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number
/// generators", doi 10.1145/2660193.2660195. Not for cryptography.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Starts the sequence that belongs to `seed`; neighbouring seeds give unrelated sequences.
  init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number in `0 ..< bound`, each equally likely.
  ///
  /// The standard library does not promise that its own choice stays the same across versions.
  /// Lemire (2019), "Fast random integer generation in an interval", doi 10.1145/3230636.
  mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "the bound of a random number must be positive, not \(bound)")
    let bound = UInt64(bound)
    let rejected = (0 &- bound) % bound
    while true {
      let product = bound.multipliedFullWidth(by: next())
      if product.low >= rejected { return Int(product.high) }
    }
  }

  /// The numbers `0 ..< count` in random order, by the shuffle of Fisher and Yates.
  mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, next(below: last + 1))
    }
    return order
  }
}
