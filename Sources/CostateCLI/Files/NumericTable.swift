/// Rows and columns of finite numbers from a file; at least one of each.
struct NumericTable: Equatable, Sendable {
  /// The most values, 4 GiB of them: a pipe may never end, and a file can pretend to be longer than
  /// the disk.
  static let maximumValueCount = 1 << 30

  /// The file that the numbers come from.
  let path: String
  /// Where the rows stand in the file, for messages.
  let layout: Layout
  /// The names of the columns; empty for a file without names.
  let columnNames: [String]
  /// The number of values in a row.
  let columnCount: Int
  /// The values, row by row.
  let values: [Float]

  /// The number of rows.
  var rowCount: Int { values.count / columnCount }

  /// How a place in the table becomes a place in the file.
  enum Layout: Equatable, Sendable {
    /// One row per line, the first on the given line.
    case lines(first: Int)
    /// Values of equal size from the given offset; the strides are in bytes.
    case bytes(first: Int, rowStride: Int, columnStride: Int)
  }

  /// The error that something else was expected at a place in the table.
  func error(row: Int, column: Int, expected: String, found: String) -> FileError {
    switch layout {
    case .lines(let first):
      .text(path: path, line: first + row, column: column + 1, expected: expected, found: found)
    case .bytes(let first, let rowStride, let columnStride):
      .binary(
        path: path, byteOffset: first + row * rowStride + column * columnStride,
        expected: expected, found: found)
    }
  }
}

extension NumericTable {
  /// Reads an NPY file if the path ends in `.npy`, otherwise a CSV file.
  init(reading path: String, header: CSVHeader = .detected) throws(FileError) {
    if path.lowercased().hasSuffix(".npy") {
      try self.init(npy: path)
    } else {
      try self.init(csv: path, header: header)
    }
  }
}
