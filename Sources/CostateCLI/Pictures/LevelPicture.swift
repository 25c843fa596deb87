import Costate
import Foundation

/// A schedule as a picture: the width of each level, and below it one column per stretch between
/// barriers, as high as its share of the predicted time, marked where several workers share it.
struct LevelPicture {
  /// More columns than this are merged, neighbours together.
  private static let maximumColumnCount = 160

  let title: String
  let report: Report

  private struct Column {
    var nanoseconds = 0.0
    var nodeCount = 0
    var isParallel = false
    var first = 0
    var last = 0
  }

  private var columns: [Column] {
    let count = report.levels.count
    let groupLength = max(1, (count + Self.maximumColumnCount - 1) / Self.maximumColumnCount)
    return stride(from: 0, to: count, by: groupLength).map { start in
      var column = Column(first: start, last: min(start + groupLength, count) - 1)
      for level in report.levels[start...column.last] {
        column.nanoseconds += level.nanoseconds
        column.nodeCount += level.nodeCount
        column.isParallel = column.isParallel || level.isParallel
      }
      return column
    }
  }

  /// The picture, 800 × 480 pixels.
  var document: SVGDocument {
    let (left, right, top, bottom) = (70.0, 780.0, 204.0, 430.0)
    var document = SVGDocument(width: 800, height: 480, title: title)
    let columns = columns
    let largest = max(columns.map(\.nanoseconds).max() ?? 1, 1)
    let pitch = (right - left) / Double(max(columns.count, 1))
    document.elements = [
      .text(title, x: left, y: 28, size: 17, weight: .bold),
      .text(subtitle, x: left, y: 50),
      .text("predicted time", x: left - 10, y: top - 8, size: 12),
      .text(timeText(largest), x: left - 10, y: top + 10, size: 12, anchor: .end),
      .text("0", x: left - 10, y: bottom, size: 12, anchor: .end),
      .line(x1: left, y1: bottom, x2: right, y2: bottom, stroke: .grid),
    ]
    for (index, column) in columns.enumerated() {
      let height = max(1.5, (bottom - top) * column.nanoseconds / largest)
      let x = left + Double(index) * pitch
      document.elements.append(
        .rectangle(
          x: x + pitch * 0.08, y: bottom - height, width: pitch * 0.84, height: height,
          fill: LineChart.colour(column.isParallel ? 0 : 1), cornerRadius: min(3, pitch * 0.2)))
      guard columns.count <= 24 else { continue }
      document.elements.append(
        .text(
          "\(index + 1)", x: x + pitch / 2, y: bottom + 18, size: 12, anchor: .middle))
      document.elements.append(
        .text(
          "\(column.nodeCount)", x: x + pitch / 2, y: bottom - height - 6, size: 12,
          anchor: .middle))
    }
    document.elements += widths(left: left, right: right, top: 84, bottom: 170)
    document.elements += legend(y: 466, left: left)
    return document
  }

  /// The nodes of each level as a line of steps on a logarithmic scale, left to right.
  private func widths(left: Double, right: Double, top: Double, bottom: Double) -> [SVGElement] {
    let widths = report.levelWidths
    let largest = Double(max(widths.max() ?? 1, 1))
    let pitch = (right - left) / Double(max(widths.count, 1))
    let steps = widths.enumerated().flatMap { level, width -> [SVGElement.Point] in
      let y = bottom - (bottom - top) * log2(Double(width) + 1) / log2(largest + 1)
      let x = left + Double(level) * pitch
      return [SVGElement.Point(x: x, y: y), SVGElement.Point(x: x + pitch, y: y)]
    }
    return [
      .text("nodes in each level", x: left - 10, y: top - 8, size: 12),
      .text("\(Int(largest))", x: left - 10, y: top + 10, size: 12, anchor: .end),
      .text("0", x: left - 10, y: bottom, size: 12, anchor: .end),
      .line(x1: left, y1: bottom, x2: right, y2: bottom, stroke: .grid),
      .path(runs: [thinned(steps)], stroke: LineChart.colour(0)),
    ]
  }

  private func legend(y: Double, left: Double) -> [SVGElement] {
    var elements: [SVGElement] = []
    for (index, name) in ["shared by several workers", "one worker"].enumerated() {
      let x = left + Double(index) * 230
      elements.append(
        .rectangle(
          x: x, y: y - 10, width: 12, height: 12, fill: LineChart.colour(index),
          cornerRadius: 3))
      elements.append(.text(name, x: x + 18, y: y, size: 12))
    }
    let note = report.levels.count <= 24 ? "above each column: its nodes" : "levels, left to right"
    elements.append(.text(note, x: left + 380, y: y, size: 12))
    return elements
  }

  private var subtitle: String {
    "\(report.nodeCount) nodes, \(report.edgeCount) edges, \(report.depth) levels in "
      + "\(report.levels.count) stretches between barriers, \(byteText(report.arenaByteCount))"
  }
}

/// Nanoseconds in the unit that keeps one to three digits before the point.
func timeText(_ nanoseconds: Double) -> String {
  var value = nanoseconds
  var unit = "ns"
  for next in ["µs", "ms", "s"] where value >= 1000 {
    value /= 1000
    unit = next
  }
  return "\((value * 10).rounded() / 10) \(unit)"
}
