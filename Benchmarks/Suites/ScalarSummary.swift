/// What the results of the scalar graphs say of the goals: for the window DAG, a chain, and what
/// wide graphs gain by a second thread, in the caches and beyond.
///
/// The times were set as goals on a 2-core Zen 4 with AVX-512; other machines read other ones.
enum ScalarSummary {
  /// By number of nodes: the most nanoseconds for a node, and the least ratio to the best peer.
  private static let goals: [(nodeCount: Int, nanoseconds: Double, ratio: Double)] = [
    (10_000, 4, 3.5), (100_000, 4.8, 3.5), (1_000_000, 7, 2.5),
  ]
  /// The most the value with the gradient may take, relative to the value alone.
  private static let gradientRatio = 2.5
  /// A chain in which every operation waits for the one before, and the most nanoseconds for a node.
  private static let chainName = "chain/1000"
  private static let chainNanoseconds = 2.5
  /// A graph whose levels are wide enough to be shared, and that fits the caches.
  private static let wideName = "black-scholes/10000"
  /// The least gain of two threads on it.
  private static let speedUp = 1.7
  /// A graph as wide that lies in memory.
  private static let largeName = "black-scholes/100000"

  /// Findings about what was measured only.
  static func findings(_ results: [BenchmarkResult]) -> [Finding] {
    goals.flatMap { goal -> [Finding] in
      let name = "window/\(goal.nodeCount)"
      guard let result = results.first(where: { $0.name == name }),
        let ours = result.ours(threads: 1)
      else { return [] }
      var findings = [
        Finding(
          "\(name): ns per node, one thread", ours.nanosecondsPerNode, atMost: goal.nanoseconds)
      ]
      if let ratio = ours.ratioToBestPeer {
        findings.append(Finding("\(name): ratio to the best peer", ratio, atLeast: goal.ratio))
      }
      if let ratio = ours.ratioToValueAlone {
        findings.append(
          Finding("\(name): with gradient over value alone", ratio, atMost: gradientRatio))
      }
      return findings
    } + chain(results) + wide(results) + large(results)
  }

  private static func chain(_ results: [BenchmarkResult]) -> [Finding] {
    guard let result = results.first(where: { $0.name == chainName }),
      let ours = result.ours(threads: 1)
    else { return [] }
    return [
      Finding(
        "\(chainName): ns per node, one thread", ours.nanosecondsPerNode, atMost: chainNanoseconds)
    ]
  }

  private static func wide(_ results: [BenchmarkResult]) -> [Finding] {
    guard let result = results.first(where: { $0.name == wideName }),
      let gain = result.ours(threads: 2)?.speedUp
    else { return [] }
    return [Finding("\(wideName): gain of two threads", gain, atLeast: speedUp)]
  }

  private static func large(_ results: [BenchmarkResult]) -> [Finding] {
    guard let result = results.first(where: { $0.name == largeName }),
      let serial = result.ours(threads: 1), let shared = result.ours(threads: 2)
    else { return [] }
    return [Finding(memoryGain: largeName, serial: serial, shared: shared)]
  }
}
