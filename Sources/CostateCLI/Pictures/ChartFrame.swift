/// The part of a chart that the lines run in, and how values become positions there.
struct ChartFrame {
  /// The size of the whole chart.
  static let (width, height) = (800.0, 450.0)
  /// The edges of the part; the space on the right takes the last values of the lines.
  static let (left, right, top, bottom) = (86.0, 724.0, 76.0, 390.0)

  private let scale: AxisScale
  private let horizontal: Ticks
  private let vertical: Ticks

  /// Fits the axes to the points that have a place on them.
  init(_ chart: LineChart) {
    scale = chart.verticalScale
    let points = chart.series.flatMap(\.points).filter { [scale] point in
      AxisScale.linear.admits(point.x) && scale.admits(point.y)
    }
    let horizontalRange = ChartFrame.range(points.map(\.x)) ?? 0...1
    horizontal = Ticks(horizontalRange, scale: .linear, maximumCount: 8)
    let verticalRange = ChartFrame.range(points.map(\.y)) ?? (scale == .linear ? 0...1 : 0.1...1)
    vertical = Ticks(verticalRange, scale: scale, maximumCount: 6)
  }

  /// Where a value stands.
  func position(x: Double, y: Double) -> SVGElement.Point {
    SVGElement.Point(x: horizontalPosition(x), y: verticalPosition(y))
  }

  /// The joined parts of a line, interrupted where a point has no place.
  func runs(_ points: [(x: Double, y: Double)]) -> [[SVGElement.Point]] {
    points.split { !AxisScale.linear.admits($0.x) || !scale.admits($0.y) }
      .map { run in run.map { position(x: $0.x, y: $0.y) } }
  }
}

extension ChartFrame {
  /// A horizontal line and a number for each mark of the vertical axis, and the base line.
  var grid: [SVGElement] {
    let marks = zip(vertical.values, vertical.labels).flatMap { value, label -> [SVGElement] in
      let y = verticalPosition(value)
      return [
        .line(
          x1: ChartFrame.left, y1: y, x2: ChartFrame.right, y2: y, stroke: .grid, opacity: 0.3),
        .text(label, x: ChartFrame.left - 10, y: y + 4.5, anchor: .end),
      ]
    }
    let base = SVGElement.line(
      x1: ChartFrame.left, y1: ChartFrame.bottom, x2: ChartFrame.right, y2: ChartFrame.bottom,
      stroke: .foreground)
    return marks + [base]
  }

  /// A short line and a number for each mark of the horizontal axis.
  var horizontalMarks: [SVGElement] {
    zip(horizontal.values, horizontal.labels).flatMap { value, label -> [SVGElement] in
      let x = horizontalPosition(value)
      return [
        .line(
          x1: x, y1: ChartFrame.bottom, x2: x, y2: ChartFrame.bottom + 5, stroke: .foreground),
        .text(label, x: x, y: ChartFrame.bottom + 21, anchor: .middle),
      ]
    }
  }

  /// A disc and the value at the end of each line; the values move apart if they would overlap.
  func endLabels(of chart: LineChart) -> [SVGElement] {
    let lineHeight = 16.0
    var labels = chart.series.enumerated().compactMap { index, series in
      series.points.last { AxisScale.linear.admits($0.x) && scale.admits($0.y) }.map { last in
        (
          index: index, value: last.y, end: position(x: last.x, y: last.y),
          y: verticalPosition(last.y)
        )
      }
    }
    labels.sort { $0.y > $1.y }
    // The lowest must not run into the numbers below the axis; the next stands above it.
    var lowest = ChartFrame.bottom - 5
    for index in labels.indices {
      labels[index].y = min(labels[index].y, lowest)
      lowest = labels[index].y - lineHeight
    }
    return labels.flatMap { label -> [SVGElement] in
      let colour = LineChart.colour(label.index)
      return [
        .disc(centre: label.end, radius: 3.5, fill: colour),
        .text(
          Ticks.valueLabel(label.value), x: label.end.x + 10, y: label.y + 4.5, fill: colour,
          weight: .bold),
      ]
    }
  }
}

extension ChartFrame {
  private func horizontalPosition(_ x: Double) -> Double {
    let fraction = ChartFrame.fraction(x, in: horizontal.range, scale: .linear)
    return ChartFrame.left + (ChartFrame.right - ChartFrame.left) * fraction
  }

  private func verticalPosition(_ y: Double) -> Double {
    let fraction = ChartFrame.fraction(y, in: vertical.range, scale: scale)
    return ChartFrame.bottom - (ChartFrame.bottom - ChartFrame.top) * fraction
  }

  private static func fraction(
    _ value: Double, in range: ClosedRange<Double>, scale: AxisScale
  ) -> Double {
    let lower = scale.distance(range.lowerBound)
    return (scale.distance(value) - lower) / (scale.distance(range.upperBound) - lower)
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double>? {
    guard let lower = values.min(), let upper = values.max() else { return nil }
    return lower...upper
  }
}
