import Testing

@testable import CostateBenchmarks

@Suite struct BLASCandidateTests {
  @Test(arguments: BLASCandidate.all.map(\.name))
  func `a library that is not there is no error`(_ name: String) throws {
    let candidate = try #require(BLASCandidate.all.first { $0.name == name })
    #expect(candidate.inFiles(["/nowhere/libabsent.so.0"]).load(on: .baseline) == nil)
  }

  @Test func `a library without the functions is taken for absent`() {
    #expect(BLASCandidate.openBLAS.inFiles(["libm.so.6"]).load(on: .baseline) == nil)
  }

  @Test func `the first file that is there is opened`() {
    #expect(DynamicLibrary(anyOf: ["/nowhere/libabsent.so.0"]) == nil)
  }
}
