import CostateBenchmarks
import Foundation

/// The results of `scaling` as tables.
struct ScalingText {
  private let document: ScalingDocument
  private var results: [ScalingResult] { document.families }

  init(_ document: ScalingDocument) { self.document = document }

  func text(for terminal: Terminal) -> String {
    let verdict =
      document.holds
      ? terminal.styled("holds", .green) : terminal.styled("FAILS", .red)
    return """
      \(MachineText(document.machine).text)
      Counts: what value and all adjoints execute, as a law in V = |V| and E = |E|
      \(laws.text(for: terminal))

      exact  graphs whose operations, edge visits and bytes are the laws', exactly
      ratio  operations of value and adjoints over those of the value; at most \
      \(Int(ScalingCounts.ratioBound))

      Time: one worker, |V| + |E| from \(sizeRange)
      \(times.text(for: terminal))

      slope  p of t ∝ Nᵖ with its 95 % interval; at most \(ScalingTimes.greatestSlope)
      N, N log N, N²  relative error of the best t = a + b g(N), in per cent; where
             larger graphs lie in slower memory, times alone cannot tell N from
             N log N: the counts do

      Time by memory that holds what a run touches
      \(regimes.text(for: terminal))

      Graphs of tensors: two-layer network of n = d, the same graph at every width
      \(tensors.text(for: terminal))

      Why not symbolic, why not numerical: dz/dx of a chain z ← e^(−z²)
      \(comparisons.text(for: terminal))

      adjoint      operations executed; relative error against the derivative by hand
      written out  operations of the symbolic derivative as one expression
      difference   least relative error of (f(x + h) − f(x − h)) / 2h over steps
                   h = 10⁻¹ … 10⁻¹²; two runs for each variable

      value and all adjoints in O(|V| + |E|): \(verdict)\(failures)
      """
  }

  private var laws: Table {
    var table = Table(columns: [
      .init("family", key: "family"), .init("operations", key: "operations"),
      .init("edge visits", key: "edgeVisits"), .init("exact", key: "exact"),
      .init("ratio", key: "ratio"),
    ])
    for result in results {
      let quantities = result.counts.quantities
      let exact = quantities.map(\.exactCount).min() ?? 0
      table.append([
        .text(result.family),
        .text(quantities[0].law?.description ?? "none"),
        .text(quantities[1].law?.description ?? "none"),
        .text("\(exact)/\(result.counts.samples.count)"),
        .number(result.counts.largestRatio, decimalCount: 2),
      ])
    }
    return table
  }

  private var times: Table {
    var table = Table(
      columns: [
        .init("family", key: "family"), .init("ns per", unit: "V+E", key: "smallest"),
        .init("to", key: "largest"), .init("slope", key: "slope"), .init("95 %", key: "interval"),
      ]
        + GrowthModel.Growth.allCases.map { .init($0.rawValue, unit: "%", key: $0.rawValue) })
    for result in results {
      let times = result.times
      let perElement = times.points.map(\.nanosecondsPerElement)
      table.append(
        [
          .text(result.family), .number(perElement[0], decimalCount: 2),
          .number(perElement[perElement.count - 1], decimalCount: 2),
          .number(times.slope.value, decimalCount: 3), .text(interval(times.slope)),
        ] + times.models.map { .number($0.relativeError * 100, decimalCount: 1) })
    }
    return table
  }

  private var regimes: Table {
    var table = Table(columns: [
      .init("family", key: "family"), .init("memory", key: "memory"),
      .init("ns per", unit: "V+E", key: "nanosecondsPerElement"), .init("slope", key: "slope"),
      .init("95 %", key: "interval"),
    ])
    for result in results {
      for regime in result.times.regimes {
        table.append([
          .text(result.family), .text(regime.name),
          .number(regime.nanosecondsPerElement, decimalCount: 2),
          regime.slope.map { .number($0.value, decimalCount: 3) } ?? .missing,
          regime.slope.map { .text(interval($0)) } ?? .missing,
        ])
      }
    }
    return table
  }

  private var tensors: Table {
    var table = Table(columns: [
      .init("n = d", key: "width"), .init("|V| + |E|", key: "size"),
      .init("value", unit: "flops", key: "functionFlops"),
      .init("with adjoints", unit: "flops", key: "gradientFlops"), .init("ratio", key: "ratio"),
      .init("time", unit: "ns/kflop", key: "nanosecondsPerKiloflop"),
    ])
    for tensor in document.tensors {
      table.append([
        .integer(tensor.width), .integer(tensor.size), .integer(tensor.functionFlops),
        .integer(tensor.gradientFlops), .number(tensor.ratio, decimalCount: 2),
        .number(tensor.nanosecondsPerKiloflop, decimalCount: 1),
      ])
    }
    return table
  }

  private var comparisons: Table {
    var table = Table(columns: [
      .init("steps", key: "steps"), .init("adjoint", unit: "operations", key: "adjoint"),
      .init("written out", unit: "operations", key: "writtenOut"),
      .init("adjoint", unit: "error", key: "adjointError"),
      .init("difference", unit: "error", key: "differenceError"), .init("at h", key: "bestStep"),
    ])
    for comparison in document.comparisons {
      table.append([
        .integer(comparison.stepCount), .integer(comparison.adjointOperations),
        .text(String(format: "%.3g", comparison.expressionOperations)),
        .text(String(format: "%.1e", comparison.adjointError)),
        .text(String(format: "%.1e", comparison.differenceError)),
        .text(String(format: "%.0e", comparison.bestStep)),
      ])
    }
    return table
  }

  private func interval(_ slope: LogLogSlope) -> String {
    String(format: "%.3f…%.3f", slope.interval[0], slope.interval[1])
  }

  private var sizeRange: String {
    let sizes = results.flatMap(\.times.points).map(\.size)
    return "\(sizes.min() ?? 0) to \(sizes.max() ?? 0)"
  }

  /// A line for each family that fails.
  private var failures: String {
    results.filter { !$0.holds }.map { result in
      let reasons = [result.counts.holds ? nil : "counts", result.times.holds ? nil : "time"]
      return "\n  \(result.family): \(reasons.compactMap(\.self).joined(separator: ", "))"
    }.joined()
  }
}
