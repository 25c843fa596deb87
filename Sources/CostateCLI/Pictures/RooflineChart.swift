import Foundation

/// A picture of rates of work over arithmetic intensity, below the two roofs of a machine.
///
/// - Source: Williams, Waterman, Patterson (2009), "Roofline: an insightful visual performance model
///   for multicore architectures", doi 10.1145/1498765.1498785.
struct RooflineChart: Equatable {
  /// What was measured of one thing.
  struct Measurement: Equatable {
    /// Flops for each byte.
    let intensity: Double
    /// Flops per second, in billions.
    let rate: Double
    /// The series it belongs to, 0 or 1.
    let series: Int

    /// Whether it has a place on logarithmic axes.
    fileprivate var isShown: Bool {
      AxisScale.logarithmic.admits(intensity) && AxisScale.logarithmic.admits(rate)
    }
  }

  /// What the chart shows.
  let title: String
  /// The rate of fused multiply-adds, in billions of flops per second.
  let peakRate: Double
  /// The rate of reading memory, in billions of bytes per second.
  let peakBandwidth: Double
  /// What the measurements are, by series.
  let series: [String]
  /// What was measured.
  let measurements: [Measurement]

  /// The edges of the part in which the measurements are.
  private static let (left, right, top, bottom) = (86.0, 770.0, 76.0, 390.0)

  /// The picture, 800 × 450 pixels.
  var document: SVGDocument {
    let shown = measurements.filter(\.isShown)
    let ridge = peakRate / peakBandwidth
    let intensities = shown.map(\.intensity) + [ridge / 4, ridge * 4]
    let rates = shown.map(\.rate) + [peakRate, peakRate / 4]
    let axes = Axes(
      intensity: Self.ticks(intensities, maximumCount: 8), rate: Self.ticks(rates, maximumCount: 6))
    var document = SVGDocument(width: 800, height: 450, title: title)
    document.elements =
      titles + legend + axes.marks + [roof(axes)]
      + shown.map { point in
        .disc(
          centre: axes.position(point.intensity, point.rate), radius: 4,
          fill: LineChart.colour(point.series))
      }
    return document
  }

  private static func ticks(_ values: [Double], maximumCount: Int) -> Ticks {
    let range = (values.min() ?? 1)...(values.max() ?? 1)
    return Ticks(range, scale: .logarithmic, maximumCount: maximumCount)
  }
}

extension RooflineChart {
  /// How values become positions.
  private struct Axes {
    let intensity: Ticks
    let rate: Ticks

    func position(_ x: Double, _ y: Double) -> SVGElement.Point {
      SVGElement.Point(
        x: RooflineChart.left + (RooflineChart.right - RooflineChart.left)
          * Self.fraction(x, intensity.range),
        y: RooflineChart.bottom - (RooflineChart.bottom - RooflineChart.top)
          * Self.fraction(y, rate.range))
    }

    private static func fraction(_ value: Double, _ range: ClosedRange<Double>) -> Double {
      log(value / range.lowerBound) / log(range.upperBound / range.lowerBound)
    }

    var marks: [SVGElement] {
      zip(intensity.values, intensity.labels).flatMap { value, label -> [SVGElement] in
        let x = position(value, rate.range.lowerBound).x
        return [
          .line(
            x1: x, y1: RooflineChart.top, x2: x, y2: RooflineChart.bottom, stroke: .grid,
            opacity: 0.3),
          .text(label, x: x, y: RooflineChart.bottom + 21, anchor: .middle),
        ]
      }
        + zip(rate.values, rate.labels).flatMap { value, label -> [SVGElement] in
          let y = position(intensity.range.lowerBound, value).y
          return [
            .line(
              x1: RooflineChart.left, y1: y, x2: RooflineChart.right, y2: y, stroke: .grid,
              opacity: 0.3),
            .text(label, x: RooflineChart.left - 10, y: y + 4.5, anchor: .end),
          ]
        }
    }
  }

  private var titles: [SVGElement] {
    [
      .text(title, x: Self.left, y: 30, size: 17, weight: .bold),
      .text("GF/s", x: 22, y: (Self.top + Self.bottom) / 2, anchor: .middle, rotation: -90),
      .text("flops per byte", x: (Self.left + Self.right) / 2, y: 436, anchor: .middle),
    ]
  }

  private var legend: [SVGElement] {
    var x = Self.left
    return series.enumerated().flatMap { index, name -> [SVGElement] in
      defer { x += 44 + 7.5 * Double(name.count) }
      return [
        .disc(
          centre: SVGElement.Point(x: x + 5, y: 49.5), radius: 4, fill: LineChart.colour(index)),
        .text(name, x: x + 18, y: 54),
      ]
    }
  }

  /// What memory allows, up to what arithmetic allows.
  private func roof(_ axes: Axes) -> SVGElement {
    let (lower, upper) = (axes.intensity.range.lowerBound, axes.intensity.range.upperBound)
    let floor = axes.rate.range.lowerBound
    // The roof may leave the picture through its floor.
    let start = max(lower, floor / peakBandwidth)
    let ridge = peakRate / peakBandwidth
    return .path(
      runs: [
        [
          axes.position(start, start * peakBandwidth), axes.position(ridge, peakRate),
          axes.position(upper, peakRate),
        ]
      ], stroke: .foreground, width: 1.5)
  }
}
