extension Table: Encodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Writes an array with an object for each record; a missing value is null.
  func encode(to encoder: any Encoder) throws {
    var records = encoder.unkeyedContainer()
    for row in rows {
      var record = records.nestedContainer(keyedBy: Key.self)
      for (column, cell) in zip(columns, row) {
        let key = Key(stringValue: column.key)
        switch cell {
        case .text(let text): try record.encode(text, forKey: key)
        case .integer(let value): try record.encode(value, forKey: key)
        case .number(let value, _): try record.encode(value, forKey: key)
        case .missing: try record.encodeNil(forKey: key)
        }
      }
    }
  }
}
