import Costate
import Testing

@testable import CostateBenchmarks

/// One after another: a library has one number of threads.
@Suite(.serialized) struct ProductBenchmarkTests {
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

  private func result(
    _ item: ProductCase, _ elementType: ElementType, _ libraries: [BLASLibrary],
    options: Options = Options()
  ) throws -> BenchmarkResult {
    let conditions = BenchmarkConditions(
      threads: [1, 2], instructionSet: .best, options: options,
      peers: Peers(libraries: libraries, programs: []))
    return try BenchmarkRunner(conditions, timekeeper: SystemTimekeeper(), budget: .once)
      .run(item.benchmark(elementType), of: .gemm)
  }

  @Test(arguments: cases, [ElementType.float, .double])
  func `every engine computes the same product`(
    _ item: ProductCase, _ elementType: ElementType
  ) throws {
    #expect(try result(item, elementType, libraries).mismatches == [])
  }

  @Test func `there are figures for each number of threads`() throws {
    #expect(try result(Self.cases[0], .float, []).figures.map(\.threads) == [1, 2])
  }

  @Test func `without libraries there are figures and no ratio`() throws {
    let result = try result(Self.cases[0], .float, [])
    #expect(result.figures.map(\.engine) == ["Costate", "Costate"])
    #expect(result.figures.allSatisfy { $0.ratioToBestPeer == nil })
  }

  @Test func `every engine has a record`() throws {
    let result = try result(Self.cases[0], .double, libraries)
    #expect(result.records.map(\.engine) == result.figures.map(\.engine))
    #expect(result.records.allSatisfy { $0.case == "double/network/17x19x23/NN" })
  }

  @Test func `block sizes that cut chunks are an error of the program`() {
    var options = Options()
    options.blocking = Options.Blocking(kc: 300, mc: 12, nc: 32)
    #expect(throws: ProgramError.self) {
      try result(Self.cases[0], .float, [], options: options)
    }
  }
}
