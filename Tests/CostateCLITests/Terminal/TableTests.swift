import Testing

@testable import CostateCLI

@Suite struct TableTests {
  private var table: Table {
    var table = Table(columns: [
      Table.Column("workload", key: "workload"),
      Table.Column("median", unit: "ms", key: "medianMilliseconds"),
      Table.Column("nodes", key: "nodes"),
    ])
    table.append([.text("matrix product"), .number(1.234, decimalCount: 2), .integer(12)])
    table.append([.text("ladder"), .missing, .integer(123_456)])
    return table
  }

  @Test("Words stand on the left, numbers on the right, units below the headings")
  func text() {
    #expect(
      table.text(for: .pipe) == """
        workload        median   nodes
                            ms
        ──────────────  ──────  ──────
        matrix product    1.23      12
        ladder               –  123456
        """)
  }

  @Test("A table that is whole in files is cut for a terminal only")
  func whole() {
    let whole = table.text(for: .pipe)
    #expect(table.text(for: .plain(columnCount: 28), isWholeInFiles: true) != whole)
    let stated = Terminal(
      isInteractive: false, windowColumnCount: nil, environment: ["COLUMNS": "28"])
    #expect(table.text(for: stated, isWholeInFiles: true) != whole)
    var long = Table(columns: [Table.Column("name", key: "name")])
    long.append([.text(String(repeating: "x", count: 100))])
    #expect(!long.text(for: .pipe, isWholeInFiles: true).contains("…"))
    #expect(long.text(for: .pipe).contains("…"))
  }

  @Test("Without units there is no line for them")
  func noUnits() {
    let table = Table(columns: [Table.Column("name", key: "name")])
    #expect(table.text(for: .pipe) == "name\n────")
  }

  @Test("On a narrow terminal words are cut and numbers are not")
  func narrow() {
    let lines = table.text(for: .plain(columnCount: 26)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 26 })
    #expect(lines[3] == "matrix pr…    1.23      12")
  }

  @Test("Colour changes no position")
  func colour() {
    let terminal = Terminal(isInteractive: true, windowColumnCount: 80, environment: [:])
    var text = table.text(for: terminal)
    for style in TextStyle.allCases { text.replace("\u{1B}[\(style.rawValue)m", with: "") }
    #expect(text.replacing("\u{1B}[0m", with: "") == table.text(for: .pipe))
  }

  @Test("JSON has an object for each row, all digits and sorted keys")
  func json() {
    #expect(
      OutputFormat.json.render(table, for: .pipe) == """
        [
          {
            "medianMilliseconds" : 1.234,
            "nodes" : 12,
            "workload" : "matrix product"
          },
          {
            "medianMilliseconds" : null,
            "nodes" : 123456,
            "workload" : "ladder"
          }
        ]
        """)
  }

  @Test("Numbers that JSON does not know become words")
  func notFinite() {
    #expect(
      jsonText([Double.nan, .infinity, -.infinity]).filter { !$0.isWhitespace }
        == #"["nan","inf","-inf"]"#)
  }
}
