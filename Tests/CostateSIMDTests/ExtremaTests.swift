import Testing

@Suite("Minimum and maximum")
struct ExtremaTests {
  static let values: [Double] = [-.infinity, -1, -0x1p-149, -0.0, 0, 0x1p-149, 1, .infinity]

  @Test("Minimum and maximum order all numbers, −0 below +0")
  func order() {
    for (i, a) in Self.values.enumerated() {
      for (j, b) in Self.values.enumerated() {
        let smaller = Self.values[min(i, j)]
        let larger = Self.values[max(i, j)]
        #expect(
          isSame(FloatLane.minimum(.init(Float(a)), .init(Float(b)))[lane: 0], Float(smaller)))
        #expect(isSame(FloatLane.maximum(.init(Float(a)), .init(Float(b)))[lane: 0], Float(larger)))
        #expect(isSame(DoubleLane.minimum(.init(a), .init(b))[lane: 0], smaller))
        #expect(isSame(DoubleLane.maximum(.init(a), .init(b))[lane: 0], larger))
      }
    }
  }

  @Test("Minimum and maximum of anything and NaN are NaN")
  func notANumber() {
    for a in Self.values + [.nan] {
      for (x, y) in [(a, .nan), (.nan, a)] {
        #expect(DoubleLane.minimum(.init(x), .init(y))[lane: 0].isNaN)
        #expect(DoubleLane.maximum(.init(x), .init(y))[lane: 0].isNaN)
      }
    }
  }
}
