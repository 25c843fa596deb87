import Testing

@testable import CostateCLI

@Suite struct `Numbers of cores` {
  @Test func `are read from a list`() {
    #expect(CoreCounts(argument: "1,2,64")?.counts == [1, 2, 64])
  }

  @Test(arguments: ["", "0", "1,", "two", "-1", "1 2", "4097", "1,,2"])
  func `are not read from anything else`(_ argument: String) {
    #expect(CoreCounts(argument: argument) == nil)
  }

  @Test func `are shown as they are written`() {
    #expect(CoreCounts([1, 2]).defaultValueDescription == "1,2")
  }
}
