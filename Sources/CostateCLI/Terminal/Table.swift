/// Records with the same fields, printed as aligned columns or as JSON.
struct Table: Equatable, Sendable {
  /// A field of every record.
  struct Column: Equatable, Sendable {
    /// The heading.
    let title: String
    /// The unit, below the heading; empty for none.
    let unit: String
    /// The key in JSON, with the unit in its name: `medianSeconds`.
    let key: String

    /// Names a column.
    init(_ title: String, unit: String = "", key: String) {
      self.title = title
      self.unit = unit
      self.key = key
    }
  }

  /// A value of a record.
  enum Cell: Equatable, Sendable {
    /// Words, on the left of their column.
    case text(String)
    /// A count, on the right.
    case integer(Int)
    /// A measurement, on the right, printed with so many decimals; JSON gets all of it.
    case number(Double, decimalCount: Int)
    /// No value.
    case missing
  }

  /// The fields.
  let columns: [Column]
  /// The records, with one cell for each column.
  private(set) var rows: [[Cell]] = []

  /// A table without records yet.
  init(columns: [Column]) {
    precondition(
      Set(columns.map(\.key)).count == columns.count, "two columns of a table have the same key")
    self.columns = columns
  }

  /// Adds a record.
  mutating func append(_ row: [Cell]) {
    precondition(
      row.count == columns.count, "a row of \(row.count) cells, a table of \(columns.count)")
    rows.append(row)
  }
}
