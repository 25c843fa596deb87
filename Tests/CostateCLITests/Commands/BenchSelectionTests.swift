import ArgumentParser
import Testing

@testable import CostateCLI

@Suite struct BenchSelectionTests {
  @Test("Numbers of threads are separated by commas")
  func threads() throws {
    #expect(try BenchSelection.parse(["--threads", "1,2,4"]).threadCounts() == [1, 2, 4])
  }

  @Test(
    "A number of threads that cannot be used is refused", arguments: ["0", "1,", "x", "1,9999"])
  func badThreads(_ text: String) throws {
    let selection = try BenchSelection.parse(["--threads", text])
    #expect(throws: ValidationError.self) { try selection.threadCounts() }
  }

  @Test("A time below zero is refused")
  func seconds() {
    #expect(throws: (any Error).self) { try BenchSelection.parse(["--seconds=-1"]) }
  }
}
