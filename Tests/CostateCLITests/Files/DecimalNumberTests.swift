import Testing

@testable import CostateCLI

@Suite struct DecimalNumberTests {
  @Test(
    "Decimal numbers are read",
    arguments: [
      ("0", 0), ("-1.5", -1.5), ("+.25", 0.25), ("3.", 3), ("1e-3", 0.001),
      ("16777217", 16_777_216),
    ] as [(String, Float)])
  func finite(text: String, value: Float) {
    #expect(DecimalNumber(Array(text.utf8)) == .finite(value))
  }

  @Test(
    "What cannot be computed with is told apart",
    arguments: ["nan", "-NaN", "inf", "+Infinity", "1e39", "-1e999999999"])
  func notFinite(text: String) {
    #expect(DecimalNumber(Array(text.utf8)) == .notFinite)
  }

  @Test(
    "Everything else is no number",
    arguments: ["", ".", "+", "e5", "1e", "1e+", "0x10", "1 2", "1,5", "1.2.3", "nano", "١"])
  func notANumber(text: String) {
    #expect(DecimalNumber(Array(text.utf8)) == .notANumber)
  }

  @Test("A negative zero stays one")
  func negativeZero() {
    guard case .finite(let value) = DecimalNumber(Array("-0".utf8)) else {
      Issue.record("not read")
      return
    }
    #expect(value.bitPattern == (-Float.zero).bitPattern)
  }
}
