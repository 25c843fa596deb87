import Testing

@testable import CostateCLI

@Suite struct CSVTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func read(_ text: String, header: CSVHeader = .detected) throws -> NumericTable {
    try NumericTable(csv: directory.file("table.csv", text), header: header)
  }

  private func error(_ bytes: some Sequence<UInt8>, header: CSVHeader = .detected) throws
    -> FileError?
  {
    let path = try directory.file("table.csv", bytes)
    return fileError { () throws(FileError) in try NumericTable(csv: path, header: header) }
  }

  @Test(
    "Line ends, spaces, quotes and a byte-order mark are no part of the numbers",
    arguments: [
      "1,2\n3,4\n", "1,2\n3,4", "1,2\r\n3,4\r\n", " 1 ,\t2\n3 , 4 \n", "\"1\",\"2\"\n\"3\" ,4\n",
      "\u{FEFF}1,2\n3,4\n", "a,b\n1,2\n3,4\n", "\"a, \"\"b\"\"\",c\n1,2\n3,4\n", "1,2\n3,4\n\n\r\n",
      "+1,2.\n.3e1,40E-1\r",
    ])
  func spelling(text: String) throws {
    let table = try read(text)
    #expect(table.values == [1, 2, 3, 4])
    #expect(table.columnCount == 2)
  }

  @Test("The header gives the names of the columns")
  func names() throws {
    #expect(try read("\"a, \"\"b\"\"\", c \n1,2\n").columnNames == ["a, \"b\"", "c"])
  }

  @Test("A header of numbers is a header if one says so")
  func presentHeader() throws {
    #expect(try read("0,1\n2,3\n", header: .present).columnNames == ["0", "1"])
  }

  @Test("A long file is read across the borders of the buffer")
  func longFile() throws {
    let expected = (0..<30_000).map { Float($0) / 8 }
    let text = expected.map { "\($0)" }.joined(separator: "\n")
    #expect(try read(text).values == expected)
  }

  @Test(
    "An error says where, what was expected and what came",
    arguments: [
      ("1,2\n3,x\n", 2, 2, "a number", "\"x\""),
      ("1,2\n3,\n", 2, 2, "a number", "an empty field"),
      ("1,2\nnan,4\n", 2, 1, "a finite number", "\"nan\""),
      ("1,-Infinity\n", 1, 2, "a finite number", "\"-Infinity\""),
      ("1,2\n3,1e39\n", 2, 2, "a finite number", "\"1e39\""),
      ("0x10\n", 2, 1, "a line of numbers", "the end of the file"),
      ("1\n0x10\n", 2, 1, "a number", "\"0x10\""),
      ("1,b\n2,3\n", 1, 2, "a number", "\"b\""),
      ("1,2\n3\n", 2, 1, "2 numbers in the line", "its end after 1"),
      ("1,2\n3,4,5\n", 2, 3, "the end of the line after 2 numbers", "\"5\""),
      ("1,2\n\n3,4\n", 2, 1, "2 numbers", "an empty line"),
      ("", 1, 1, "column names or numbers", "an empty file"),
      ("\n1\n", 1, 1, "column names or numbers", "an empty line"),
      ("a,b\n", 2, 1, "a line of numbers", "the end of the file"),
      ("1,\"2\n", 1, 2, "a closing quote", "the end of the line"),
      ("1,\"2\"3\n", 1, 2, "a comma after the closing quote", "\"3\""),
      ("1\r2\n", 1, 1, "a line feed after a carriage return", "\"2\""),
    ])
  func place(text: String, line: Int, column: Int, expected: String, found: String) throws {
    #expect(
      try error(text.utf8)
        == .text(
          path: directory.path + "/table.csv", line: line, column: column, expected: expected,
          found: found))
  }

  @Test("An endless field is an error, not endless memory")
  func longField() throws {
    guard case .text(_, 1, 1, _, _) = try error(repeatElement(UInt8(ascii: "1"), count: 100_000))
    else {
      Issue.record("accepted")
      return
    }
  }

  @Test("A directory cannot be read")
  func unreadable() {
    #expect(
      fileError { () throws(FileError) in try NumericTable(csv: directory.path) }
        == .unreadable(path: directory.path, reason: "Is a directory"))
  }

  @Test("A missing file cannot be read")
  func missing() {
    #expect(
      fileError { () throws(FileError) in try NumericTable(csv: directory.path + "/none") }
        == .unreadable(path: directory.path + "/none", reason: "No such file or directory"))
  }

  @Test("Random bytes never trap and never give an infinite number")
  func randomBytes() throws {
    var generator = SeededGenerator(seed: 11)
    let alphabet = Array("0123456789,,,\n\n\r\"\" .-+eEnaif".utf8)
    for round in 0..<300 {
      var bytes = generator.bytes(generator.next(below: 60))
      if round % 4 != 0 { bytes = bytes.map { alphabet[Int($0) % alphabet.count] } }
      let path = try directory.file("random.csv", bytes)
      let header = CSVHeader.allCases[round % 3]
      let table = try? NumericTable(csv: path, header: header)
      #expect(table?.values.allSatisfy(\.isFinite) ?? true)
    }
  }
}
