/// What the results of the two-layer network say as a whole.
enum TwoLayerSummary {
  /// The most microseconds of small networks, for one thread and for several.
  private static let mostMicroseconds = [
    "64x32": (serial: 10.0, shared: 10.0), "256x64": (serial: 110.0, shared: 75.0),
  ]
  /// The least ratio of the others to the fastest peer.
  private static let leastRatio = 1.12

  /// A finding for each size and number of threads.
  static func findings(_ results: [BenchmarkResult]) -> [Finding] {
    results.flatMap { result in
      result.figures.filter { $0.role == .ours }.compactMap { ours in
        let name = "\(result.name) × \(ours.threads)"
        if let most = mostMicroseconds[result.name] {
          return Finding(
            "\(name): microseconds", ours.seconds.median * 1e6,
            atMost: ours.threads == 1 ? most.serial : most.shared)
        }
        return ours.ratioToBestPeer.map {
          Finding("\(name): ratio to the fastest peer", $0, atLeast: leastRatio)
        }
      }
    }
  }
}
