import CostateSIMD
import Testing

/// A function and its exact values at Doubles that are Floats too.
struct ExactValues: Sendable, CustomTestStringConvertible {
  let function: ElementaryFunction
  let pairs: [(x: Double, value: Double)]
  var testDescription: String { function.testDescription }

  static let all = [
    ExactValues(
      function: .exp,
      pairs: [
        (0, 1), (-0.0, 1), (.infinity, .infinity), (-.infinity, 0), (1e30, .infinity), (-1e30, 0),
        (0x1p-140, 1), (.nan, .nan),
      ]),
    ExactValues(
      function: .expm1,
      pairs: [
        (0, 0), (-0.0, -0.0), (.infinity, .infinity), (-.infinity, -1), (1e30, .infinity),
        (-1e30, -1), (0x1p-140, 0x1p-140), (-0x1p-149, -0x1p-149), (.nan, .nan),
      ]),
    ExactValues(
      function: .log,
      pairs: [
        (1, 0), (0, -.infinity), (-0.0, -.infinity), (.infinity, .infinity), (-1, .nan),
        (-.infinity, .nan), (-0x1p-140, .nan), (.nan, .nan),
      ]),
    ExactValues(
      function: .log1p,
      pairs: [
        (0, 0), (-0.0, -0.0), (-1, -.infinity), (.infinity, .infinity), (-2, .nan),
        (-.infinity, .nan), (0x1p-140, 0x1p-140), (-0x1p-149, -0x1p-149), (.nan, .nan),
      ]),
    ExactValues(
      function: .sin,
      pairs: [
        (0, 0), (-0.0, -0.0), (.infinity, .nan), (-.infinity, .nan), (0x1p-140, 0x1p-140),
        (-0x1p-149, -0x1p-149), (.nan, .nan),
      ]),
    ExactValues(
      function: .cos,
      pairs: [
        (0, 1), (-0.0, 1), (.infinity, .nan), (-.infinity, .nan), (0x1p-140, 1), (.nan, .nan),
      ]),
    ExactValues(
      function: .tanh,
      pairs: [
        (0, 0), (-0.0, -0.0), (.infinity, 1), (-.infinity, -1), (1e30, 1), (-25, -1),
        (0x1p-140, 0x1p-140), (-0x1p-149, -0x1p-149), (.nan, .nan),
      ]),
    ExactValues(
      function: .erf,
      pairs: [
        (0, 0), (-0.0, -0.0), (.infinity, 1), (-.infinity, -1), (1e30, 1), (-6, -1), (.nan, .nan),
      ]),
  ]
}

/// Whether the bits agree, all NaNs being one.
func isSame<Scalar: LaneScalar>(_ a: Scalar, _ b: Scalar) -> Bool {
  a.laneBits == b.laneBits || (a.isNaN && b.isNaN)
}

@Suite("Special values of the elementary functions")
struct SpecialValueTests {
  @Test("Floats at the edges give exact values", arguments: ExactValues.all)
  func floatValues(_ values: ExactValues) {
    for (x, value) in values.pairs {
      #expect(isSame(values.function.float(Float(x)), Float(value)), "at \(x)")
    }
  }

  @Test("Doubles at the edges give exact values", arguments: ExactValues.all)
  func doubleValues(_ values: ExactValues) {
    for (x, value) in values.pairs {
      #expect(isSame(values.function.double(x), value), "at \(x)")
    }
  }

  @Test(
    "Odd functions change their sign with their argument",
    arguments: [
      ElementaryFunction.sin, .tanh, .erf,
    ])
  func oddSymmetry(_ function: ElementaryFunction) {
    for x in stride(from: 0.013, to: 9, by: 0.37) {
      #expect(function.double(-x) == -function.double(x), "at \(x)")
    }
  }

  @Test("Sine and cosine together have the bits of each alone")
  func sineAndCosine() {
    for x in stride(from: -20.0, to: 1e12, by: 7.7e9) {
      let both = DoubleLane.sinCos(.init(x))
      #expect(both.sine[lane: 0] == ElementaryFunction.sin.double(x), "at \(x)")
      #expect(both.cosine[lane: 0] == ElementaryFunction.cos.double(x), "at \(x)")
    }
  }
}
