import Testing

@testable import CostateCLI

@Suite struct FileErrorTests {
  @Test(
    "Each error is one line that names the file",
    arguments: [
      (
        .unreadable(path: "a.csv", reason: "Is a directory"),
        "cannot read a.csv: Is a directory"
      ),
      (
        .unwritable(path: "a.svg", reason: "Permission denied"),
        "cannot write a.svg: Permission denied"
      ),
      (
        .text(path: "a.csv", line: 3, column: 2, expected: "a number", found: "\"x\""),
        "a.csv: line 3, column 2: expected a number, found \"x\""
      ),
      (
        .binary(path: "a.npy", byteOffset: 6, expected: "version 1, 2 or 3", found: "9"),
        "a.npy: byte 6: expected version 1, 2 or 3, found 9"
      ),
      (
        .content(path: "a.csv", expected: "2 labels", found: "1"),
        "a.csv: expected 2 labels, found 1"
      ),
      (
        .text(
          path: "a\n.csv", line: 1, column: 1, expected: "a number", found: "\"1\u{85}\u{2028}\""),
        #"a\u{A}.csv: line 1, column 1: expected a number, found "1\u{85}\u{2028}""#
      ),
    ] as [(FileError, String)])
  func description(error: FileError, text: String) {
    #expect(error.description == text)
  }

  @Test("Quoted bytes are cut and escaped")
  func quoting() {
    #expect(FileError.quoted([0x1B, 0xFF, 0x0A]) == #""\u{1B}"# + "\u{FFFD}" + #"\n""#)
    #expect(FileError.quoted(repeatElement(0x61, count: 33)).hasSuffix("a\"…"))
  }
}
