package import Costate

extension Report {
  /// What is exact: equal in every run of the same program on every machine with the same caches.
  package var counters: [String: Int] {
    let batches = levels.flatMap(\.batches)
    return [
      "sourceNodes": sourceNodeCount, "nodes": nodeCount, "edges": edgeCount, "depth": depth,
      "levels": levels.count, "batches": batches.count,
      "workItems": batches.reduce(0) { $0 + $1.itemCount },
      "flops": Int(work.flops), "bytes": Int(work.bytes),
      "plannedBytes": arenaByteCount, "scratchBytes": scratchByteCount,
      "packedBytes": packedByteCount,
    ]
  }
}
