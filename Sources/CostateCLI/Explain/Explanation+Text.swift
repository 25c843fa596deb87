import Costate
import Foundation

extension Explanation {
  /// More stretches than this are cut in the tables for people.
  private static let maximumRowCount = 24

  /// The explanation for people; its length is bounded, whatever the program's.
  func text(for terminal: Terminal) -> String {
    ([head, lines(terminal.columnCount), levels.text(for: terminal) + cut]
      + [predictionTable.text(for: terminal)] + measured(for: terminal))
      .joined(separator: "\n\n")
  }

  private var head: String {
    let roof = report.roofline
    return """
      \(workload): value and all adjoints
      |V| = \(report.nodeCount) (\(report.sourceNodeCount) as built), |E| = \(report.edgeCount), \
      \(report.depth) levels
      memory   \(byteText(report.arenaByteCount)) planned for buffers of \
      \(byteText(report.unsharedByteCount)), scratch \(byteText(report.scratchByteCount)), \
      packed \(byteText(report.packedByteCount))
      machine  width \(report.width), instruction set \(report.instructionSet.rawValue)
      work     T₁ = \(timeText(report.workNanoseconds)), \(flopText(report.work.flops)), \
      \(byteText(Int(report.work.bytes))) moved
      span     T∞ = \(timeText(report.spanNanoseconds)), \
      parallelism T₁/T∞ = \(number(report.parallelism))
      roof     \(number(roof.flopsPerNanosecond)) Gflop/s and \
      \(number(roof.bytesPerNanosecond)) GB/s on a core: memory bounds below \
      \(number(roof.ridge)) flop a byte
      """
  }

  /// The widths of the levels and the times of the stretches, a bar each.
  private func lines(_ columnCount: Int) -> String {
    let columnCount = max(columnCount - 9, 8)
    let widths = report.levelWidths.map(Double.init)
    return """
      nodes    \(sparkline(widths, columnCount: columnCount))
               in each level, at most \(Int(widths.max() ?? 0))
      time     \(sparkline(report.levels.map(\.nanoseconds), columnCount: columnCount))
               of each stretch between barriers, at most \
      \(timeText(report.levels.map(\.nanoseconds).max() ?? 0))
      """
  }

  private var cut: String {
    let rest = report.levels.count - Self.maximumRowCount
    return rest > 0 ? "\n… and \(rest) more; --format json has them all" : ""
  }

  private var levels: Table {
    var table = Table(columns: [
      .init("stretch", key: "index"), .init("levels", key: "levelCount"),
      .init("nodes", key: "nodeCount"), .init("items", key: "itemCount"),
      .init("workers", key: "isParallel"), .init("predicted", unit: "µs", key: "microseconds"),
      .init("flop/byte", key: "intensity"), .init("bound by", key: "bound"),
      .init("of roof", unit: "%", key: "shareOfRoof"), .init("batches", key: "batches"),
    ])
    for (index, level) in report.levels.prefix(Self.maximumRowCount).enumerated() {
      table.append([
        .integer(index + 1), .integer(level.mergedLevelCount), .integer(level.nodeCount),
        .integer(level.batches.reduce(0) { $0 + $1.itemCount }),
        .text(level.isParallel ? "all" : "one"),
        .number(level.nanoseconds / 1000, decimalCount: 1),
        level.work.bytes > 0
          ? .number(level.work.flops / level.work.bytes, decimalCount: 1) : .missing,
        .text(report.roofline.bound(level.work).rawValue),
        shareOfRoof(level).map { Table.Cell.number(100 * $0, decimalCount: 0) } ?? .missing,
        .text(level.batches.map(\.name).joined(separator: ", ")),
      ])
    }
    return table
  }

  private var predictionTable: Table {
    var table = Table(columns: [
      .init("cores", key: "cores"), .init("predicted", unit: "µs", key: "microseconds"),
      .init("speed-up", key: "speedUp"), .init("busy", unit: "%", key: "utilisation"),
      .init("Brent", unit: "T₁/P + T∞, µs", key: "boundMicroseconds"),
    ])
    for prediction in predictions {
      table.append([
        .integer(prediction.coreCount),
        .number(prediction.nanoseconds / 1000, decimalCount: 1),
        .number(speedUp(prediction.nanoseconds), decimalCount: 2),
        .number(100 * prediction.utilisation, decimalCount: 0),
        .number(bound(coreCount: prediction.coreCount) / 1000, decimalCount: 1),
      ])
    }
    return table
  }

  private func measured(for terminal: Terminal) -> [String] {
    measurements.map { measurement in
      var table = Table(columns: [
        .init("stretch", key: "index"), .init("predicted", unit: "µs", key: "predicted"),
        .init("measured", unit: "µs", key: "measured"), .init("error", unit: "%", key: "error"),
      ])
      for index in measurement.levelNanoseconds.indices.prefix(Self.maximumRowCount) {
        table.append([
          .integer(index + 1),
          .number(measurement.predictedLevelNanoseconds[index] / 1000, decimalCount: 1),
          .number(measurement.levelNanoseconds[index] / 1000, decimalCount: 1),
          .number(100 * measurement.relativeErrors[index], decimalCount: 0),
        ])
      }
      let cores = measurement.coreCount == 1 ? "core" : "cores"
      return table.text(for: terminal) + cut + """

        on \(measurement.coreCount) \(cores): \
        predicted \(timeText(measurement.predictedNanoseconds)), \
        measured \(timeText(measurement.nanoseconds)), \
        median error of a stretch \(number(100 * measurement.medianError)) %
        """
    }
  }

  private func number(_ x: Double) -> String { String(format: "%.1f", x) }

  private func flopText(_ flops: Double) -> String {
    for (unit, name) in [(1e9, "Gflop"), (1e6, "Mflop"), (1e3, "kflop")] where flops >= unit {
      return "\(number(flops / unit)) \(name)"
    }
    return "\(Int(flops)) flop"
  }
}
