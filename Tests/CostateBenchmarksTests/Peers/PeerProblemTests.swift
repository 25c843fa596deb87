import Testing

@testable import CostateBenchmarks

@Suite struct PeerProblemTests {
  private let problem = PeerProblem(kind: "scalars", bytes: [], tolerance: 1e-6)

  @Test func `values within the tolerance of the largest are right`() {
    #expect(problem.mismatch([2, 100, 1e-5], with: [2, 100.00001, 0]) == nil)
  }

  @Test func `f is compared on its own`() {
    #expect(problem.mismatch([2.001, 1e6], with: [2, 1e6])?.hasPrefix("f differs") == true)
  }

  @Test func `a gradient beyond the tolerance is wrong`() {
    #expect(problem.mismatch([2, 101], with: [2, 100])?.hasPrefix("the gradient") == true)
  }

  @Test(arguments: [[2, Double.nan, 1], [2, 1, .nan]])
  func `what is not a number is wrong`(_ values: [Double]) {
    #expect(problem.mismatch(values, with: [2, 1, 1]) != nil)
  }

  @Test func `values may differ more where errors grow`() {
    let moved = [2.00001, 1.0]
    #expect(problem.mismatch([2.0009, 1], with: [2, 1], moved: moved) == nil)
    #expect(problem.mismatch([2.002, 1], with: [2, 1], moved: moved) != nil)
  }

  @Test func `missing values are wrong`() {
    #expect(problem.mismatch([2], with: [2, 1]) == "expected 2 values, got 1")
  }
}
