import CostateBenchmarks
import Testing

@testable import CostateCLI

@Suite struct DigitsTests {
  @Test("The table is complete")
  func counts() {
    let digits = Digits()
    #expect(digits.images.count == 1797 * 64)
    #expect(digits.labels.count == 1797)
  }

  @Test("The first image is the zero of the published table")
  func firstImage() {
    let digits = Digits()
    #expect(digits.labels.prefix(10) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(digits.images.prefix(8).map { $0 * 16 } == [0, 0, 5, 13, 9, 1, 0, 0])
  }

  @Test("Pixels are scaled to 0…1")
  func scale() {
    let digits = Digits()
    #expect(digits.images.min() == 0)
    #expect(digits.images.max() == 1)
    #expect(digits.images.reduce(0) { $0 + Double($1) } == 561_718.0 / 16)
  }

  @Test("Each digit occurs as often as published")
  func classes() {
    let digits = Digits()
    let counts = (0..<10).map { digit in digits.labels.count { $0 == digit } }
    #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
  }
}
