import Foundation
import Testing

@Suite("Accuracy of the elementary functions")
struct AccuracyTests {
  /// The largest error allowed, in units in the last place.
  static let bound = 1.0

  /// The stride of the sample of all Floats: a prime, and sixteen times that in debug builds, where
  /// the one-lane reference is not specialised and some hundred times slower.
  #if DEBUG
    static let sampleStride: UInt64 = 65_587
  #else
    static let sampleStride: UInt64 = 4099
  #endif

  /// The functions that `scripts/exhaustive` names.
  static let exhaustive: [ElementaryFunction] = {
    let names = ProcessInfo.processInfo.environment["COSTATE_EXHAUSTIVE"]?.split(separator: " ")
    return ElementaryFunction.all.filter { names?.contains(Substring($0.testDescription)) == true }
  }()

  @Test("A Float result is within one unit in the last place", arguments: ElementaryFunction.all)
  func floatSample(_ function: ElementaryFunction) {
    let worst = WorstError(of: function, over: 0..<1 << 32, by: Self.sampleStride)
    #expect(worst.error <= Self.bound, "at \(Float(bitPattern: worst.bits))")
  }

  @Test(
    "Every Float result is within one unit in the last place",
    .enabled(if: !exhaustive.isEmpty), arguments: exhaustive)
  func everyFloat(_ function: ElementaryFunction) {
    let worst = WorstError(of: function, over: 0..<1 << 32, by: 1)
    print("\(function.testDescription): \(worst.error) at \(Float(bitPattern: worst.bits))")
    #expect(worst.error <= Self.bound, "at \(Float(bitPattern: worst.bits))")
  }

  @Test("A Double result is within one unit in the last place", arguments: ElementaryFunction.all)
  func doubleReferences(_ function: ElementaryFunction) {
    for reference in Reference.parse(function.table) {
      let x = reference.arguments[0]
      #expect(reference.error(of: function.double(x)) <= Self.bound, "at \(x)")
    }
  }

  @Test("A Double power is within one unit in the last place")
  func doublePowers() {
    for reference in Reference.parse(References.pow) {
      let (x, y) = (reference.arguments[0], reference.arguments[1])
      #expect(reference.error(of: Power.double(x, y)) <= Self.bound, "at \(x), \(y)")
    }
  }

  @Test("A Float power is within one unit in the last place")
  func floatPowers() {
    var random = SeededGenerator(state: 1983)
    for _ in 0..<20_000 {
      let x = Float(Foundation.exp(Double.random(in: -88...88, using: &random)))
      let y = Float(Double.random(in: -104...89, using: &random) / Foundation.log(Double(x)))
      let value = Foundation.pow(Double(x), Double(y))
      #expect(floatError(of: Power.float(x, y), from: value) <= Self.bound, "at \(x), \(y)")
    }
  }
}

/// The same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  /// A step of Marsaglia's xorshift generator, doi:10.18637/jss.v008.i14.
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
