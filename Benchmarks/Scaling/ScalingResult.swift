package import Costate

/// What one family shows.
package struct ScalingResult: Sendable, Codable {
  /// The family.
  package let family: String
  /// What it is.
  package let summary: String
  /// What was executed.
  package let counts: ScalingCounts
  /// How long it took.
  package let times: ScalingTimes

  /// Whether value and adjoints cost O(|V| + |E|), by counts and by time.
  package var holds: Bool { counts.holds && times.holds }
}

extension ScalingFamily {
  /// Counts and times value and adjoints at every size.
  ///
  /// - Parameter step: called after each graph that was built and counted.
  package func measure(
    _ sizes: ScalingSizes, harness: Harness<some Timekeeper>, injection: Injection = .none,
    topology: Topology = .current, _ step: () -> Void = {}
  ) throws -> ScalingResult {
    var samples: [ScalingCounts.Sample] = []
    for size in sizes.turned {
      let graph = try ScalingGraph(problem(size: size, turnCount: 2))
      samples.append(try ScalingCounts.Sample(graph, injection))
      step()
    }
    var engines: [Engine] = []
    var measured: [(size: Int, byteCount: Int)] = []
    for size in sizes.measured {
      let graph = try ScalingGraph(problem(size: size))
      let sample = try ScalingCounts.Sample(graph, injection)
      samples.insert(sample, at: measured.count)
      measured.append((graph.size, graph.valueByteCount + sample.gradient.codeBytes))
      let (gradient, graphSize) = (graph.gradient, graph.size)
      engines.append(
        Engine(name: "\(name)/\(size)", threads: 1) {
          try gradient.run()
          injection.visit(size: graphSize)
        })
      step()
    }
    let rounds = try harness.measure(engines).rounds.map(\.seconds)
    let points = measured.enumerated().map { index, graph in
      ScalingTimes.Point(
        size: graph.size, seconds: ScalingTimes.lowerQuartile(rounds.map { $0[index] }),
        touchedByteCount: graph.byteCount,
        regime: MemoryRegime(byteCount: graph.byteCount, topology).name)
    }
    return ScalingResult(
      family: name, summary: summary, counts: ScalingCounts(samples),
      times: ScalingTimes(points, rounds: rounds))
  }
}
