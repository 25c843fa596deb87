/// A picture of one or two numbers for each of several things, as horizontal bars from zero.
struct BarChart: Equatable {
  /// The bars of one thing.
  struct Row: Equatable {
    /// What it is called.
    let name: String
    /// A number for each series; nil leaves its place empty.
    let values: [Double?]
  }

  /// What the chart shows.
  let title: String
  /// What is measured, with its unit.
  let horizontalTitle: String
  /// What the bars of a row are, in their order.
  let series: [String]
  /// The rows, from the top.
  let rows: [Row]

  /// Checks that each series can have its own colour.
  init(title: String, horizontalTitle: String, series: [String], rows: [Row]) {
    precondition((1...2).contains(series.count), "a chart has 1 or 2 series, not \(series.count)")
    self.title = title
    self.horizontalTitle = horizontalTitle
    self.series = series
    self.rows = rows
  }

  private static let width = 800.0
  /// The edges of the part in which the bars are; names stand on its left, numbers on its right.
  private static let (left, right, top) = (290.0, 730.0, 76.0)
  private static let barHeight = 11.0

  private var rowHeight: Double { Self.barHeight * Double(series.count) + 8 }
  private var bottom: Double { Self.top + rowHeight * Double(rows.count) }

  /// The picture, 800 pixels wide and as high as the rows need.
  var document: SVGDocument {
    let largest = rows.flatMap(\.values).compactMap(\.self).filter(\.isFinite).max() ?? 1
    let ticks = Ticks(0...largest, scale: .linear, maximumCount: 8)
    var document = SVGDocument(width: Self.width, height: bottom + 62, title: title)
    document.elements = titles + legend + grid(ticks) + rows.indices.flatMap { bars($0, ticks) }
    return document
  }
}

extension BarChart {
  private var titles: [SVGElement] {
    [
      .text(title, x: 22, y: 30, size: 17, weight: .bold),
      .text(
        horizontalTitle, x: (Self.left + Self.right) / 2, y: bottom + 48, anchor: .middle),
    ]
  }

  private var legend: [SVGElement] {
    var x = Self.left
    return series.enumerated().flatMap { index, name -> [SVGElement] in
      defer { x += 52 + 7.5 * Double(name.count) }
      return [
        .rectangle(
          x: x, y: 43, width: 18, height: 11, fill: LineChart.colour(index), cornerRadius: 2),
        .text(name, x: x + 26, y: 53),
      ]
    }
  }

  private func position(_ value: Double, _ ticks: Ticks) -> Double {
    Self.left + (Self.right - Self.left) * value / ticks.range.upperBound
  }

  private func grid(_ ticks: Ticks) -> [SVGElement] {
    zip(ticks.values, ticks.labels).flatMap { value, label -> [SVGElement] in
      let x = position(value, ticks)
      return [
        .line(x1: x, y1: Self.top, x2: x, y2: bottom, stroke: .grid, opacity: 0.3),
        .text(label, x: x, y: bottom + 21, anchor: .middle),
      ]
    }
  }

  private func bars(_ index: Int, _ ticks: Ticks) -> [SVGElement] {
    let row = rows[index]
    let y = Self.top + rowHeight * Double(index) + 4
    let middle = y + Self.barHeight * Double(series.count) / 2
    let name = SVGElement.text(row.name, x: Self.left - 10, y: middle + 4.5, anchor: .end)
    return [name]
      + row.values.enumerated().flatMap { position, value -> [SVGElement] in
        guard let value, value.isFinite else { return [] }
        let top = y + Self.barHeight * Double(position)
        let end = self.position(max(value, 0), ticks)
        return [
          .rectangle(
            x: Self.left, y: top, width: end - Self.left, height: Self.barHeight - 1,
            fill: LineChart.colour(position), cornerRadius: 1.5),
          .text(Ticks.valueLabel(value), x: end + 6, y: top + 9.5, size: 10.5),
        ]
      }
  }
}
