import Testing

@testable import CostateExecution

@Suite struct `A stream in pages` {
  @Test func `elements are neighbours within an append and stay where they are`() {
    let stream = PagedStream<UInt32>()
    var runs: [(start: UnsafeMutablePointer<UInt32>, count: Int)] = []
    // Pieces of every size up to mapped ones.
    for count in [1, 3, 60, 1, 500, 7, 40_000, 1, 900_000, 2, 3_000_000] {
      let start = stream.append(count: count)
      for i in 0..<count { start[i] = UInt32(runs.count * 10_000_000 + i) }
      runs.append((start, count))
    }
    withExtendedLifetime(stream) {
      for (number, run) in runs.enumerated() {
        let isKept = (0..<run.count).allSatisfy {
          run.start[$0] == UInt32(number * 10_000_000 + $0)
        }
        #expect(isKept, "run \(number)")
      }
    }
  }

  @Test func `an append goes right behind the last one where there is room`() {
    let stream = PagedStream<UInt32>()
    let first = stream.append(count: 5)
    #expect(stream.append(count: 7) == first + 5)
    #expect(stream.append(count: 1) == first + 12)
  }
}
