import Costate

@testable import CostateBenchmarks

extension BenchmarkResult {
  /// A result of a case in single precision with our figures only.
  static func sample(
    _ name: String, group: String = "", threads: Int = 1, nanosecondsPerNode: Double = 1,
    ratio: Double? = nil, share: Double = 1
  ) -> BenchmarkResult {
    BenchmarkResult(
      name: name, recordName: name, group: group, elementType: .float, bound: .arithmetic,
      figures: [
        Figures(
          engine: "Costate", role: .ours, threads: threads,
          work: Work(flops: 1, bytes: 1, nodeCount: 1),
          seconds: Summary([nanosecondsPerNode * 1e-9]), shareOfBound: share, speedUp: 1,
          ratioToBestPeer: ratio, ratioToValueAlone: nil)
      ], mismatches: [], records: [])
  }
}
