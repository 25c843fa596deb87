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

  /// Where `scripts/accuracy` put larger tables.
  static let sampleDirectory = ProcessInfo.processInfo.environment["COSTATE_REFERENCES"]

  @Test(
    "A Double result of a larger sample is within one unit in the last place",
    .enabled(if: sampleDirectory != nil), arguments: ElementaryFunction.all)
  func doubleSample(_ function: ElementaryFunction) throws {
    try checkSample(function.testDescription) { function.double($0[0]) }
  }

  @Test(
    "A Double power of a larger sample is within one unit in the last place",
    .enabled(if: sampleDirectory != nil))
  func doublePowerSample() throws {
    try checkSample("pow") { Power.double($0[0], $0[1]) }
  }

  /// Prints and checks the worst error over a table of the sample directory.
  private func checkSample(_ name: String, _ result: ([Double]) -> Double) throws {
    let directory = try #require(Self.sampleDirectory)
    let table = try String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
    let references = Reference.parse(table)
    let errors = references.map { $0.error(of: result($0.arguments)) }
    let worst = try #require(errors.indices.max { errors[$0] < errors[$1] })
    print("\(name): \(errors[worst]) at \(references[worst].arguments), \(errors.count) points")
    #expect(errors[worst] <= Self.bound, "at \(references[worst].arguments)")
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
    let worst = worstFloatPower(count: 20_000)
    #expect(worst.error <= Self.bound, "at \(worst.x), \(worst.y)")
  }

  @Test(
    "A Float power of a larger sample is within one unit in the last place",
    .enabled(if: sampleDirectory != nil))
  func floatPowerSample() {
    let count = 100_000_000
    let worst = worstFloatPower(count: count)
    print("Float pow: \(worst.error) at \([worst.x, worst.y]), \(count) points")
    #expect(worst.error <= Self.bound, "at \(worst.x), \(worst.y)")
  }

  /// The worst error over random powers that neither overflow nor vanish.
  private func worstFloatPower(count: Int) -> (error: Double, x: Float, y: Float) {
    var random = SeededGenerator(state: 1983)
    var worst: (error: Double, x: Float, y: Float) = (0, 1, 1)
    for _ in 0..<count {
      let x = Float(Foundation.exp(Double.random(in: -88...88, using: &random)))
      let y = Float(Double.random(in: -104...89, using: &random) / Foundation.log(Double(x)))
      let error = floatError(
        of: Power.float(x, y), from: Foundation.pow(Double(x), Double(y)))
      if error > worst.error { worst = (error, x, y) }
    }
    return worst
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
