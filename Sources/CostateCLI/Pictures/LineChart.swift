/// A picture of one or two series over a common axis, such as the losses of a training.
struct LineChart: Equatable {
  /// A line of the chart.
  struct Series: Equatable {
    /// What the legend calls it.
    let name: String
    /// The points, with `x` ascending. A value that the axis does not admit (not finite, or not
    /// positive on a logarithmic axis) leaves a gap.
    let points: [(x: Double, y: Double)]

    /// Whether names and points are the same.
    static func == (first: Series, second: Series) -> Bool {
      first.name == second.name && first.points.elementsEqual(second.points, by: ==)
    }
  }

  /// What the chart shows.
  let title: String
  /// What runs along the bottom, with its unit.
  let horizontalTitle: String
  /// What is measured, with its unit.
  let verticalTitle: String
  /// How the measured values are spread.
  let verticalScale: AxisScale
  /// One or two series; the first lies on top.
  let series: [Series]

  /// Checks that each series can have its own colour.
  init(
    title: String, horizontalTitle: String, verticalTitle: String,
    verticalScale: AxisScale = .linear, series: [Series]
  ) {
    precondition((1...2).contains(series.count), "a chart has 1 or 2 series, not \(series.count)")
    self.title = title
    self.horizontalTitle = horizontalTitle
    self.verticalTitle = verticalTitle
    self.verticalScale = verticalScale
    self.series = series
  }

  /// The picture, 800 × 450 pixels.
  var document: SVGDocument {
    let frame = ChartFrame(self)
    var document = SVGDocument(width: ChartFrame.width, height: ChartFrame.height, title: title)
    document.elements =
      titles + legend + frame.grid + frame.horizontalMarks
      + lines(in: frame).reversed() + frame.endLabels(of: self)
    return document
  }

  /// The colour of the series with the given index.
  static func colour(_ index: Int) -> Colour {
    index == 0 ? .first : .second
  }
}

extension LineChart {
  private var titles: [SVGElement] {
    [
      .text(title, x: ChartFrame.left, y: 30, size: 17, weight: .bold),
      .text(
        verticalTitle, x: 22, y: (ChartFrame.top + ChartFrame.bottom) / 2, anchor: .middle,
        rotation: -90),
      .text(
        horizontalTitle, x: (ChartFrame.left + ChartFrame.right) / 2, y: ChartFrame.height - 14,
        anchor: .middle),
    ]
  }

  /// A swatch and a name for each series, below the title.
  private var legend: [SVGElement] {
    var x = ChartFrame.left
    return series.enumerated().flatMap { index, series -> [SVGElement] in
      // A letter is about half as wide as high; the exact width is known to the viewer only.
      defer { x += 52 + 7.5 * Double(series.name.count) }
      return [
        .line(
          x1: x, y1: 49.5, x2: x + 20, y2: 49.5, stroke: LineChart.colour(index), width: 3),
        .text(series.name, x: x + 27, y: 54),
      ]
    }
  }

  private func lines(in frame: ChartFrame) -> [SVGElement] {
    series.enumerated().map { index, series in
      .path(
        runs: frame.runs(series.points).map { thinned($0) }, stroke: LineChart.colour(index),
        width: 2)
    }
  }
}
