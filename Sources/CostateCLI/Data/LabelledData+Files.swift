extension LabelledData {
  /// The largest label that a file may hold: classes are counted from 0 and each costs memory.
  static let maximumLabel = 65_535

  /// Reads features, and the labels that go with them, from CSV or NPY files.
  ///
  /// - Parameters:
  ///   - path: The file of features; `.npy` means NPY, everything else CSV.
  ///   - labelSource: Where the labels stand; a column of labels is not a feature.
  ///   - header: Whether a CSV file begins with the names of its columns.
  /// - Throws: `FileError` for a file that cannot be read or holds something else, a label that is
  ///   not a whole number from 0, a missing column and a different number of labels than rows.
  init(
    readingFeatures path: String, labels labelSource: LabelSource,
    header: CSVHeader = .detected
  ) throws(FileError) {
    let table = try NumericTable(reading: path, header: header)
    switch labelSource {
    case .file(let labelPath):
      let labels = try NumericTable(reading: labelPath, header: header)
      guard labels.columnCount == 1 else {
        throw .content(
          path: labelPath, expected: "one label in each row",
          found: "\(labels.columnCount) columns")
      }
      guard labels.rowCount == table.rowCount else {
        throw .content(
          path: labelPath, expected: "\(table.rowCount) labels, one for each row of \(path)",
          found: "\(labels.rowCount)")
      }
      try self.init(features: table.values, labelTable: labels, labelColumn: 0)
    case .columnNumber, .columnName:
      let column = try table.column(labelSource)
      guard table.columnCount > 1 else {
        throw .content(
          path: path, expected: "features beside the column of labels", found: "one column")
      }
      try self.init(
        features: table.values(withoutColumn: column), labelTable: table, labelColumn: column)
    }
  }

  /// Joins features with the labels in a column of a table.
  private init(
    features: [Float], labelTable: NumericTable, labelColumn: Int
  ) throws(FileError) {
    var labels: [Int] = []
    labels.reserveCapacity(labelTable.rowCount)
    for row in 0..<labelTable.rowCount {
      let value = labelTable.values[row * labelTable.columnCount + labelColumn]
      guard let label = Int(exactly: value), (0...LabelledData.maximumLabel).contains(label) else {
        throw labelTable.error(
          row: row, column: labelColumn,
          expected: "a label, a whole number 0…\(LabelledData.maximumLabel)", found: "\(value)")
      }
      labels.append(label)
    }
    self.init(
      features: features, columnCount: features.count / labels.count, labels: labels,
      classCount: (labels.max() ?? 0) + 1)
  }
}

extension NumericTable {
  /// The index of the column that holds the labels.
  fileprivate func column(_ source: LabelSource) throws(FileError) -> Int {
    switch source {
    case .columnNumber(let number) where (1...columnCount).contains(number):
      return number - 1
    case .columnNumber(let number):
      throw .content(
        path: path, expected: "a column of labels in 1…\(columnCount)", found: "column \(number)")
    case .columnName(let name):
      let indices = columnNames.indices.filter { columnNames[$0] == name }
      if indices.count == 1 { return indices[0] }
      throw .content(
        path: path, expected: "one column named \(String(reflecting: name))",
        found: columnNames.isEmpty ? "no line of column names" : "\(indices.count)")
    case .file(let labelPath):
      preconditionFailure("\(labelPath) is a file, not a column of \(path)")
    }
  }

  /// The values of every other column, row by row.
  fileprivate func values(withoutColumn column: Int) -> [Float] {
    var rest: [Float] = []
    rest.reserveCapacity(rowCount * (columnCount - 1))
    for start in stride(from: 0, to: values.count, by: columnCount) {
      rest += values[start..<start + column]
      rest += values[start + column + 1..<start + columnCount]
    }
    return rest
  }
}
