import Testing

@testable import CostateCLI

@Suite struct `A line of bars` {
  @Test func `shows each value by its share of the largest`() {
    #expect(sparkline([0, 1, 2, 4, 8], columnCount: 10) == "▁▂▃▅█")
  }

  @Test func `shows the largest of neighbours that share a character`() {
    #expect(sparkline([1, 8, 1, 1], columnCount: 2) == "█▂")
  }

  @Test(arguments: [1, 7, 80, 1_000_000])
  func `is never longer than it may be`(_ count: Int) {
    let values = [Double](repeating: 1, count: count)
    #expect((1...80).contains(sparkline(values, columnCount: 80).count))
  }

  @Test func `is empty without values`() { #expect(sparkline([], columnCount: 10).isEmpty) }

  @Test func `is flat where all values are zero`() {
    #expect(sparkline([0, 0], columnCount: 10) == "▁▁")
  }
}
