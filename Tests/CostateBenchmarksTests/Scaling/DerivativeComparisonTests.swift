import Testing

@testable import CostateBenchmarks

@Suite struct `Compared with other ways to a derivative` {
  let comparisons: [DerivativeComparison]

  init() throws { comparisons = try DerivativeComparison.all() }

  @Test func `the adjoint is right to a few roundings`() {
    for comparison in comparisons {
      #expect(comparison.adjointError < Double(comparison.stepCount) * 4 * 0x1p-53)
    }
  }

  @Test func `the adjoint costs the same for each step`() {
    for comparison in comparisons {
      #expect(
        comparison.adjointOperations * 2 == comparisons[0].adjointOperations * comparison.stepCount)
    }
  }

  @Test func `the expression doubles with each step`() {
    for (short, long) in zip(comparisons, comparisons.dropFirst()) {
      let growth = Double(sign: .plus, exponent: long.stepCount - short.stepCount, significand: 1)
      #expect(long.expressionOperations >= growth * short.expressionOperations)
    }
  }

  @Test func `differences lose thousands of times as much`() {
    for comparison in comparisons {
      #expect(comparison.differenceError > 1_000 * comparison.adjointError)
    }
  }
}
