import Testing

@testable import CostateBenchmarks

@Suite struct SummaryTests {
  @Test func `the median of an odd number of samples is the middle one`() {
    #expect(Summary([5, 1, 3]).median == 3)
  }

  @Test func `the median of an even number of samples is the mean of the middle two`() {
    #expect(Summary([8, 1, 3, 4]).median == 3.5)
  }

  @Test func `the minimum is the smallest sample`() {
    #expect(Summary([5, 1, 3]).minimum == 1)
  }

  @Test func `the deviation is the median distance from the median`() {
    // Distances from 3: 2, 1, 0, 1, 97.
    #expect(Summary([1, 2, 3, 4, 100]).medianAbsoluteDeviation == 1)
  }

  @Test func `the samples are counted`() {
    #expect(Summary([1, 2, 3, 4]).sampleCount == 4)
  }

  @Test func `a mean of ratios and of their inverses are inverses`() {
    let ratios = [0.5, 1.25, 4]
    let product = geometricMean(ratios) * geometricMean(ratios.map { 1 / $0 })
    #expect((product - 1).magnitude < 1e-15)
  }

  @Test func `the geometric mean of one and four is two`() {
    #expect(geometricMean([1, 4]) == 2)
  }

  @Test func `the geometric mean of nothing is one`() {
    #expect(geometricMean([]) == 1)
  }
}
