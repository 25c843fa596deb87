import Foundation

extension Table {
  private static let gap = "  "
  /// A column of words is not cut below this width.
  private static let minimumTextWidth = 8

  /// The table as lines: headings, units if there are any, a rule, the records.
  ///
  /// Where the terminal is too narrow, the widest words are cut with an ellipsis; numbers never are.
  ///
  /// - Parameter isWholeInFiles: cuts nothing where the width is a guess.
  func text(for terminal: Terminal, isWholeInFiles: Bool = false) -> String {
    let hasUnits = columns.contains { !$0.unit.isEmpty }
    let widths = self.widths(
      atMost: isWholeInFiles && terminal.isWidthGuessed ? .max : terminal.columnCount)
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { index in
        Table.fitted(cells[index], to: widths[index], onTheRight: isNumeric(index))
      }
      return padded.joined(separator: Table.gap).trimmingTrailingSpaces
    }

    var lines = [terminal.styled(line(columns.map(\.title)), .bold)]
    if hasUnits { lines.append(terminal.styled(line(columns.map(\.unit)), .dim)) }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: Table.gap)
    lines.append(terminal.styled(rule, .dim))
    lines += rows.map { line($0.map(\.text)) }
    return lines.joined(separator: "\n")
  }

  private func isNumeric(_ column: Int) -> Bool {
    !rows.contains { row in
      if case .text = row[column] { true } else { false }
    }
  }

  /// The width of each column.
  private func widths(atMost lineWidth: Int) -> [Int] {
    var widths = columns.enumerated().map { index, column in
      ([column.title, column.unit] + rows.map { $0[index].text }).map(\.count).max() ?? 0
    }
    let gaps = Table.gap.count * max(0, columns.count - 1)
    while widths.reduce(gaps, +) > lineWidth,
      let widest = widths.indices
        .filter({ !isNumeric($0) && widths[$0] > Table.minimumTextWidth })
        .max(by: { widths[$0] < widths[$1] })
    {
      widths[widest] -= 1
    }
    return widths
  }

  private static func fitted(_ text: String, to width: Int, onTheRight: Bool) -> String {
    let text = text.count > width ? text.prefix(width - 1) + "…" : text
    let space = String(repeating: " ", count: width - text.count)
    return onTheRight ? space + text : text + space
  }
}

extension Table.Cell {
  /// What is printed.
  fileprivate var text: String {
    switch self {
    case .text(let text): text
    case .integer(let value): "\(value)"
    case .number(let value, let decimalCount): String(format: "%.*f", decimalCount, value)
    case .missing: "–"
    }
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
