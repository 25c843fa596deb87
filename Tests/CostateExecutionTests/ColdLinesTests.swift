import CostateGraph
import Testing

@testable import CostateExecution

/// What steps read that caches hold no more.
@Suite struct `Cold lines` {
  /// So many places are taken before a value that was written first is read.
  private static let far = 100_000

  /// What one step lists that reads these places side by side.
  private static func listed(
    _ indices: [UInt32], placeCount: Int = far, type: ElementType = .double
  ) -> [UInt32] {
    var lines = ColdLines(type)
    // The first scalars come to be.
    lines.append(UnsafeBufferPointer(start: nil, count: 0), placeCount: 64)
    lines.startStep()
    indices.withUnsafeBufferPointer { lines.append($0, placeCount: placeCount) }
    return (0..<lines.places.count).map { lines.places[$0] }
  }

  @Test(arguments: [(ElementType.double, [0, 8]), (.float, [0])])
  func `are listed once, by the first place that is read of them`(
    type: ElementType, expected: [UInt32]
  ) {
    #expect(Self.listed(Array(0..<16), type: type) == expected)
  }

  @Test func `are none of those that were written a short while before`() {
    #expect(Self.listed(Array(0..<16), placeCount: 1000) == [])
  }

  @Test func `are not listed where nearly every operand of nodes side by side lies in one`() {
    #expect(Self.listed((0..<8).map { 8 * $0 }) == [])
  }

  @Test func `are listed for each operand on tape`() {
    var lines = ColdLines(.double)
    lines.append(UnsafeBufferPointer(start: nil, count: 0), placeCount: 64)
    lines.startStep()
    for place: UInt32 in [0, 8, 9, 16] { lines.append(place, placeCount: Self.far) }
    #expect((0..<lines.places.count).map { lines.places[$0] } == [0, 8, 16])
  }

  @Test func `grow cold again`() {
    var lines = ColdLines(.double)
    lines.append(UnsafeBufferPointer(start: nil, count: 0), placeCount: 64)
    for placeCount in [Self.far, Self.far + 1000, 2 * Self.far] {
      lines.startStep()
      lines.append(0, placeCount: placeCount)
    }
    #expect(lines.places.count == 2)
  }

  @Test func `of one step are bounded`() {
    var lines = ColdLines(.double)
    lines.append(UnsafeBufferPointer(start: nil, count: 0), placeCount: 8192)
    lines.startStep()
    for place: UInt32 in stride(from: 0, to: 8192, by: 8) {
      lines.append(place, placeCount: 10 * Self.far)
    }
    #expect(lines.places.count == 256)
  }
}
