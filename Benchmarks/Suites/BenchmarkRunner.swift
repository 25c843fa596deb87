/// Measures any case of any suite.
package struct BenchmarkRunner<Clock: Timekeeper> {
  private let conditions: BenchmarkConditions
  private let harness: Harness<Clock>

  /// - Parameter budget: for each case and number of threads.
  package init(_ conditions: BenchmarkConditions, timekeeper: Clock, budget: Budget) {
    self.conditions = conditions
    var budget = budget
    budget.secondsPerCase *= Double(conditions.threads.count)
    harness = Harness(timekeeper: timekeeper, budget: budget)
  }

  /// Builds a case, measures its engines round by round and compares their values.
  ///
  /// - Throws: what building a graph or a program throws, and ``PeerError``.
  package func run(_ item: BenchmarkCase, of suite: BenchmarkSuite) throws -> BenchmarkResult {
    let prepared = try item.prepare(conditions)
    let samples = try harness.measure(prepared.entrants.map(\.engine), beside: prepared.probes)
    let figures = Evaluation(entrants: prepared.entrants, bound: prepared.bound, samples: samples)
      .figures
    return BenchmarkResult(
      name: item.name, recordName: suite.recordName(of: item), group: item.group,
      elementType: item.elementType, bound: prepared.bound, figures: figures,
      mismatches: try prepared.mismatches(),
      records: zip(figures, prepared.entrants).map { figures, entrant in
        BenchmarkDocument.Record(
          workload: suite.name, case: suite.recordName(of: item), engine: entrant.engine,
          seconds: figures.seconds, flops: entrant.work.flops, bytes: entrant.work.bytes,
          nodes: entrant.report?.nodeCount, edges: entrant.report?.edgeCount,
          counters: entrant.report?.counters ?? [:], shareOfPeak: figures.shareOfBound,
          ratioToBestPeer: figures.ratioToBestPeer, bound: prepared.bound)
      })
  }
}

/// A case's samples as they become figures.
private struct Evaluation {
  let entrants: [PreparedCase.Entrant]
  let bound: WorkBound
  let samples: CaseSamples

  var figures: [BenchmarkResult.Figures] {
    entrants.indices.map { index in
      let entrant = entrants[index]
      let isOurs = entrant.role == .ours
      return BenchmarkResult.Figures(
        engine: entrant.engine.name, role: entrant.role, threads: entrant.engine.threads,
        work: entrant.work, seconds: samples.seconds(of: index),
        shareOfBound: samples.shareOfPeak(
          of: index, units: bound == .arithmetic ? entrant.work.flops : entrant.work.bytes
        ).median,
        speedUp: isOurs ? speed(of: index, relativeTo: { $0.role == .ours }) : nil,
        ratioToBestPeer: isOurs ? ratioToBestPeer(index) : nil,
        ratioToValueAlone: isOurs
          ? speed(of: index, relativeTo: { $0.role == .valueAlone }).map { 1 / $0 } : nil)
    }
  }

  /// The speed relative to the first engine of a kind; nil where there is none.
  private func speed(
    of index: Int, relativeTo isMeant: (PreparedCase.Entrant) -> Bool
  ) -> Double? {
    entrants.firstIndex(where: isMeant).map {
      samples.speed(of: index, relativeTo: $0).median
    }
  }

  private func ratioToBestPeer(_ index: Int) -> Double? {
    entrants.indices
      .filter {
        entrants[$0].role == .peer
          && entrants[$0].engine.threads == entrants[index].engine.threads
      }
      .map { samples.speed(of: index, relativeTo: $0).median }.min()
  }
}
