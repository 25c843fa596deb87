import Costate
import Testing

@testable import CostateBenchmarks

/// One after another: a library has one number of threads.
@Suite(.serialized) struct ProductBenchmarkTests {
  private static let budget = Budget(secondsPerCase: 0, leastRounds: 1, mostRounds: 1)
  private let libraries = BLASCandidate.all.compactMap { $0.load() }
  /// One small case of every kind and form, with and without padding.
  static let cases: [ProductCase] =
    ProductCase.Form.allCases.flatMap { form in
      [
        ProductCase(.network, 17, 19, 23, form),
        ProductCase(.network, 17, 19, 23, form, padding: 3),
        ProductCase(.batch, 5, 6, 7, form, batch: 3),
      ]
    } + [
      ProductCase(.matrixVector, 37, 1, 41), ProductCase(.matrixVector, 37, 1, 41, padding: 3),
      ProductCase(.vectorMatrix, 1, 37, 41), ProductCase(.vectorMatrix, 1, 37, 41, padding: 3),
      ProductCase(.outer, 13, 15, 1),
    ]

  private func results(
    _ item: ProductCase, _ elementType: ElementType, _ libraries: [BLASLibrary],
    options: Options = Options()
  ) throws -> [ProductResult] {
    var results: [ProductResult] = []
    let benchmark = try ProductBenchmark(
      libraries: libraries, options: options, instructionSet: .best, budget: Self.budget
    )
    try benchmark.run(item, elementType: elementType, threads: [1, 2]) { results.append($0) }
    return results
  }

  @Test(arguments: cases, [ElementType.float, .double])
  func `every engine computes the same product`(
    _ item: ProductCase, _ elementType: ElementType
  ) throws {
    for result in try results(item, elementType, libraries) { #expect(result.mismatches == []) }
  }

  @Test func `there is a result for each number of threads`() throws {
    #expect(try results(Self.cases[0], .float, libraries).map(\.threads) == [1, 2])
  }

  @Test func `without libraries there are figures and no ratio`() throws {
    let result = try #require(try results(Self.cases[0], .float, []).first)
    #expect(result.engines.map(\.engine) == ["Costate"])
    #expect(result.ratioToBestPeer == nil)
  }

  @Test func `every engine has a record`() throws {
    let result = try #require(try results(Self.cases[0], .double, libraries).first)
    #expect(result.records.map(\.engine) == result.engines.map(\.engine))
    #expect(result.records.allSatisfy { $0.case == "double/network/17x19x23/NN" })
  }

  @Test func `block sizes that cut chunks are an error of the program`() {
    var options = Options()
    options.blocking = Options.Blocking(kc: 300, mc: 12, nc: 32)
    #expect(throws: ProgramError.self) {
      try results(Self.cases[0], .float, [], options: options)
    }
  }
}
