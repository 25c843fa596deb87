import Testing

@testable import CostateCLI

@Suite struct LabelledDataFilesTests {
  private let directory: TemporaryDirectory
  private let table: String

  init() throws {
    directory = try TemporaryDirectory()
    table = try directory.file("table.csv", "a,kind,b\n1,0,2\n3,2,4\n")
  }

  private let expected = LabelledData(
    features: [1, 2, 3, 4], columnCount: 2, labels: [0, 2], classCount: 3)

  @Test("Labels come from a named column", arguments: ["kind", "2"])
  func column(argument: String) throws {
    #expect(
      try LabelledData(readingFeatures: table, labels: LabelSource(argument: argument)) == expected)
  }

  @Test("Labels come from a second file")
  func secondFile() throws {
    let features = try directory.file("features.csv", "1,2\n3,4\n")
    let labels = try directory.file("labels.csv", "0\n2\n")
    #expect(
      try LabelledData(readingFeatures: features, labels: LabelSource(argument: labels)) == expected
    )
  }

  @Test("A missing column is an error", arguments: ["other", "0", "4", "-1"])
  func missingColumn(argument: String) {
    let error = fileError { () throws(FileError) in
      try LabelledData(readingFeatures: table, labels: LabelSource(argument: argument))
    }
    guard case .content(table, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("A label that is no class is an error with its place", arguments: ["-1", "0.5", "65536"])
  func badLabel(label: String) throws {
    let path = try directory.file("bad.csv", "a,kind\n1,0\n2,\(label)\n")
    let error = fileError { () throws(FileError) in
      try LabelledData(readingFeatures: path, labels: .columnNumber(2))
    }
    guard case .text(path, line: 3, column: 2, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("Fewer labels than rows is an error")
  func count() throws {
    let features = try directory.file("features.csv", "1,2\n3,4\n")
    let labels = try directory.file("labels.csv", "0\n")
    #expect(
      fileError { () throws(FileError) in
        try LabelledData(readingFeatures: features, labels: .file(labels))
      }
        == .content(
          path: labels, expected: "2 labels, one for each row of \(features)", found: "1"))
  }

  @Test("A table of labels alone is an error")
  func noFeatures() throws {
    let path = try directory.file("labels.csv", "0\n1\n")
    #expect(
      fileError { () throws(FileError) in
        try LabelledData(readingFeatures: path, labels: .columnNumber(1))
      }
        == .content(
          path: path, expected: "features beside the column of labels", found: "one column"))
  }
}
