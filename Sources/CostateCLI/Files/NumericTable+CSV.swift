/// Whether a CSV file begins with the names of its columns.
enum CSVHeader: String, CaseIterable, Sendable {
  /// It does if no field of the first line is a number.
  case detected
  /// It does.
  case present
  /// It does not.
  case absent
}

extension NumericTable {
  /// The most columns of a CSV file.
  static let maximumCSVColumnCount = 1 << 20

  /// Reads comma-separated numbers: equally long lines, an optional line of names before them.
  ///
  /// Beyond the values it needs memory for one field and, at the start, one line.
  ///
  /// - Throws: `FileError.unreadable`, or `text` at the first field that is not a finite number,
  ///   the first line of another length than the first, and an empty file.
  init(csv path: String, header: CSVHeader = .detected) throws(FileError) {
    var fields = try CSVFields(path: path)
    let firstLine = try fields.readFirstLine()
    let hasNames =
      switch header {
      case .present: true
      case .absent: false
      case .detected: firstLine.allSatisfy { DecimalNumber($0) == .notANumber }
      }

    var values: [Float] = []
    if !hasNames {
      for (index, field) in firstLine.enumerated() {
        values.append(try fields.number(field, column: index + 1))
      }
    }
    while try fields.appendLine(of: firstLine.count, to: &values) {}
    guard !values.isEmpty else {
      throw .text(
        path: path, line: 2, column: 1, expected: "a line of numbers", found: "the end of the file")
    }
    self.init(
      path: path, layout: .lines(first: hasNames ? 2 : 1),
      columnNames: hasNames ? firstLine.map { String(decoding: $0, as: UTF8.self) } : [],
      columnCount: firstLine.count, values: values)
  }
}

extension CSVFields {
  /// Reads the fields of the first line, whatever they are.
  fileprivate mutating func readFirstLine() throws(FileError) -> [[UInt8]] {
    var firstLine: [[UInt8]] = []
    repeat {
      try advance()
      guard column <= NumericTable.maximumCSVColumnCount else {
        throw error(expected: "at most \(NumericTable.maximumCSVColumnCount) columns")
      }
      firstLine.append(bytes)
    } while ending == .comma
    guard firstLine != [[]] else {
      throw error(
        expected: "column names or numbers",
        found: ending == .file ? "an empty file" : "an empty line")
    }
    return firstLine
  }

  /// Reads one line of numbers.
  ///
  /// - Returns: False if the file has none left; empty lines at its end do not count.
  fileprivate mutating func appendLine(
    of columnCount: Int, to values: inout [Float]
  ) throws(FileError) -> Bool {
    guard ending != .file else { return false }
    try advance()
    if bytes.isEmpty, ending != .comma {
      let emptyLine = error(expected: "\(columnCount) numbers", found: "an empty line")
      while ending == .line, bytes.isEmpty { try advance() }
      guard ending == .file, bytes.isEmpty else { throw emptyLine }
      return false
    }
    while true {
      values.append(try number(bytes, column: column))
      guard ending == .comma else { break }
      try advance()
      guard column <= columnCount else {
        throw error(expected: "the end of the line after \(columnCount) numbers")
      }
    }
    guard column == columnCount else {
      throw error(
        expected: "\(columnCount) numbers in the line", found: "its end after \(column)")
    }
    guard values.count <= NumericTable.maximumValueCount else {
      throw error(expected: "at most \(NumericTable.maximumValueCount) numbers")
    }
    return true
  }

  /// Reads a field of the current line as a number.
  fileprivate func number(_ field: [UInt8], column: Int) throws(FileError) -> Float {
    let expected: String
    switch DecimalNumber(field) {
    case .finite(let value): return value
    case .notFinite: expected = "a finite number"
    case .notANumber: expected = "a number"
    }
    throw .text(
      path: path, line: line, column: column, expected: expected,
      found: field.isEmpty ? "an empty field" : FileError.quoted(field))
  }
}
