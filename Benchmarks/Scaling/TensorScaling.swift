import Costate

/// The statement for graphs of tensors: value and adjoints cost a constant times Σ of elementary
/// costs. Shown on the two-layer network, by width.
package struct TensorScaling: Sendable, Codable {
  /// n = d.
  package let width: Int
  /// |V| + |E|: the same at every width.
  package let size: Int
  /// The flops that the kernels of the value report.
  package let functionFlops: Int
  /// The flops that the kernels of value and adjoints report.
  package let gradientFlops: Int
  /// The lower quartile of a run of value and adjoints, one worker.
  package let seconds: Double

  /// The flops of value and adjoints over those of the value.
  package var ratio: Double { Double(gradientFlops) / Double(functionFlops) }
  /// Nanoseconds per thousand flops.
  package var nanosecondsPerKiloflop: Double { seconds * 1e12 / Double(gradientFlops) }

  /// Whether the ratio keeps the bound of scalar graphs.
  package var holds: Bool { ratio <= ScalingCounts.ratioBound }

  /// Counts and times some widths.
  package static func measure(
    widths: [Int], harness: Harness<some Timekeeper>
  ) throws -> [TensorScaling] {
    let graphs = try widths.map { width in
      try ScalingGraph(Workload.twoLayer.problem(["rows": width, "columns": width]))
    }
    let engines = zip(widths, graphs).map { width, graph in
      Engine(name: "two-layer/\(width)", threads: 1) { try graph.gradient.run() }
    }
    let rounds = try harness.measure(engines).rounds.map(\.seconds)
    return try widths.indices.map { index in
      TensorScaling(
        width: widths[index], size: graphs[index].size,
        functionFlops: try graphs[index].value.runCounting().operations,
        gradientFlops: try graphs[index].gradient.runCounting().operations,
        seconds: ScalingTimes.lowerQuartile(rounds.map { $0[index] }))
    }
  }
}
