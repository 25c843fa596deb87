import Testing

@testable import CostateBenchmarks

@Suite struct `False discovery control` {
  /// The example of Benjamini and Hochberg's paper: 15 probabilities, four discoveries at 5 %.
  @Test func `finds as many as in the paper`() {
    let probabilities = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0000,
    ]
    #expect(FalseDiscovery.adjusted(probabilities).count { $0 <= 0.05 } == 4)
  }

  @Test func `leaves a single hypothesis as it is`() {
    #expect(FalseDiscovery.adjusted([0.03]) == [0.03])
  }

  @Test func `keeps the order of the hypotheses`() {
    let adjusted = FalseDiscovery.adjusted([0.5, 0.001, 0.2])
    #expect(adjusted[1] < adjusted[2] && adjusted[2] < adjusted[0])
  }

  @Test func `never goes beyond certainty`() {
    #expect(FalseDiscovery.adjusted([1, 1, 0.9]).allSatisfy { $0 <= 1 })
  }

  @Test func `of nothing is nothing`() { #expect(FalseDiscovery.adjusted([]).isEmpty) }
}
