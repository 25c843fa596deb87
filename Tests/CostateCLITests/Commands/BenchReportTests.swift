import Costate
import CostateBenchmarks
import Foundation
import Testing

@testable import CostateCLI

@Suite struct `A report of benchmarks` {
  /// Two small suites, measured for a moment.
  private static let report: Result<BenchReport, any Error> = Result {
    let runner = BenchmarkRunner(
      BenchmarkConditions(threads: [1, 2], instructionSet: .best),
      timekeeper: SystemTimekeeper(),
      budget: Budget(secondsPerCase: 0, leastRounds: 1, mostRounds: 1))
    let machine = Machine.current(
      width: try .detect(), instructionSet: try .chosen(), libraries: [])
    let suites = ["tiny", "reductions"].compactMap { BenchmarkSuite.named($0) }
    return BenchReport(
      machine: machine,
      suites: try suites.map { suite in
        BenchReport.SuiteResults(
          suite: suite, results: try suite.cases.prefix(2).map { try runner.run($0, of: suite) })
      })
  }

  @Test func `has a row for each case and number of threads`() throws {
    let measured = try Self.report.get().suites[0]
    let text = BenchText(measured, terminal: .paper).tables
    #expect(text.components(separatedBy: measured.suite.cases[0].name + " ").count == 3)
  }

  @Test func `shows no column that nothing fills`() throws {
    let text = BenchText(try Self.report.get().suites[0], terminal: .paper).tables
    #expect(!text.contains("ratio"))
    #expect(text.contains("gain"))
  }

  @Test func `has a record for each engine`() throws {
    let report = try Self.report.get()
    #expect(report.document.records.count == 8)
  }

  @Test func `is a well-formed page`() throws {
    let markup = BenchPage(try Self.report.get()).markup
    #expect(isWellFormed(String(markup.drop { $0 != "\n" })))
  }

  @Test func `refers to nothing outside the page`() throws {
    let markup = BenchPage(try Self.report.get()).markup
    #expect(!markup.contains("src=") && !markup.contains("href="))
  }
}
