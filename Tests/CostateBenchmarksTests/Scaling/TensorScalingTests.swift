import Testing

@testable import CostateBenchmarks

@Suite struct `Graphs of tensors` {
  private func measured() throws -> [TensorScaling] {
    let harness = Harness(
      timekeeper: SystemTimekeeper(),
      budget: Budget(secondsPerCase: 0, leastRounds: 1, mostRounds: 1))
    return try TensorScaling.measure(widths: [4, 8, 16, 32], harness: harness)
  }

  @Test func `are as large at every width`() throws {
    #expect(Set(try measured().map(\.size)).count == 1)
  }

  @Test func `cost a bounded multiple of their value at every width`() throws {
    for tensor in try measured() { #expect(tensor.holds, "\(tensor)") }
  }
}
