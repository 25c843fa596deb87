import Testing

@Suite("Special values of pow")
struct PowerTests {
  /// C99 Annex F.9.4.4, with overflow and underflow.
  static let table: [(x: Double, y: Double, value: Double)] = [
    (0, -3, .infinity), (-0.0, -3, -.infinity), (0, -2, .infinity), (-0.0, -2, .infinity),
    (-0.0, -0.5, .infinity), (0, -.infinity, .infinity), (-0.0, -.infinity, .infinity),
    (0, 3, 0), (-0.0, 3, -0.0), (0, 2, 0), (-0.0, 2, 0), (-0.0, 0.5, 0), (0, .infinity, 0),
    (0, 0x1p-149, 0), (-1, .infinity, 1), (-1, -.infinity, 1), (1, .nan, 1), (1, .infinity, 1),
    (1, 1e30, 1), (.nan, 0, 1), (.nan, -0.0, 1), (0, 0, 1), (.infinity, 0, 1),
    (-.infinity, -0.0, 1),
    (-2, 0.5, .nan), (-1e30, 1.5, .nan), (-0x1p-149, 0x1p-149, .nan), (-1, .nan, .nan),
    (0.5, -.infinity, .infinity), (2, -.infinity, 0), (-0.5, -.infinity, .infinity),
    (0.5, .infinity, 0), (2, .infinity, .infinity), (-2, .infinity, .infinity),
    (-.infinity, -3, -0.0), (-.infinity, -2, 0), (-.infinity, -0.5, 0), (-.infinity, 3, -.infinity),
    (-.infinity, 2, .infinity), (-.infinity, 0.5, .infinity), (.infinity, -0x1p-149, 0),
    (.infinity, 0x1p-149, .infinity), (.infinity, -.infinity, 0), (.nan, 1, .nan), (2, .nan, .nan),
    (.nan, .nan, .nan), (0, .nan, .nan), (.infinity, .nan, .nan),
    (2, 1e30, .infinity), (2, -1e30, 0), (-2, 5000, .infinity), (-2, 5001, -.infinity),
    (-2, -5001, -0.0), (0.5, 1e30, 0), (1e30, 1e30, .infinity), (0x1.000002p+0, 1e38, .infinity),
  ]

  /// Powers that are numbers of few digits.
  static let exactPowers: [(x: Double, y: Double, value: Double)] = [
    (2, 10, 1024), (2, -1, 0.5), (-3, 3, -27), (-3, 2, 9), (9, 0.5, 3), (4, -1.5, 0.125),
    (10, 5, 100_000), (2, 127, 0x1p127), (2, -149, 0x1p-149), (7, 1, 7),
  ]

  @Test("Floats at the edges give the values of the standard")
  func floatTable() {
    for (x, y, value) in Self.table {
      #expect(isSame(Power.float(Float(x), Float(y)), Float(value)), "at \(x), \(y)")
    }
  }

  @Test("Doubles at the edges give the values of the standard")
  func doubleTable() {
    for (x, y, value) in Self.table {
      #expect(isSame(Power.double(x, y), value), "at \(x), \(y)")
    }
  }

  @Test("Floats with an exact power give it")
  func floatExactPowers() {
    for (x, y, value) in Self.exactPowers {
      #expect(Power.float(Float(x), Float(y)) == Float(value), "at \(x), \(y)")
    }
  }

  @Test("The oddness of an integer is known up to the last one")
  func largeOddExponents() {
    #expect(Power.double(-1, 0x1p53 - 1) == -1)
    #expect(Power.double(-1, 0x1p53) == 1)
    #expect(Power.float(-1, 0x1p24 - 1) == -1)
    #expect(Power.float(-1, 0x1p24) == 1)
  }
}
