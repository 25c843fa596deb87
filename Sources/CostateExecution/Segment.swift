import CostateGraph

/// A stretch of the schedule between two barriers.
enum Segment: Sendable {
  /// The batches of one level.
  case level([Schedule.Batch])
  /// Narrow neighbouring levels of scalars, node after node.
  case tape([UInt32], levelCount: Int)

  var levelCount: Int {
    switch self {
    case .level: 1
    case .tape(_, let levelCount): levelCount
    }
  }

  /// The nodes computed in it.
  var nodeCount: Int {
    switch self {
    case .level(let batches): batches.reduce(0) { $0 + $1.nodeCount }
    case .tape(let nodes, _): nodes.count
    }
  }
}

extension Schedule.Batch {
  var nodeCount: Int {
    switch self {
    case .scalars(let nodes), .fused(let nodes): nodes.count
    case .single: 1
    }
  }
}

extension Schedule {
  /// A scalar bucket with fewer nodes runs on a tape: below, the start of a batch costs more than
  /// its vectors save. Reasoned from about 100 ns per batch and 3 ns per tape step.
  static let widestTapeBucket = 24

  /// The levels, narrow scalar ones merged; `levelOf` becomes the segment's number from 1.
  ///
  /// - Complexity: O(|V|).
  mutating func segments() -> [Segment] {
    var segments: [Segment] = []
    var tape: [UInt32] = []
    var tapeLevelCount = 0
    var segmentOf = [UInt32](repeating: 0, count: levels.count + 1)
    func endTape() {
      if tapeLevelCount > 0 { segments.append(.tape(tape, levelCount: tapeLevelCount)) }
      tape = []
      tapeLevelCount = 0
    }
    for (index, batches) in levels.enumerated() {
      if let nodes = Self.narrowNodes(batches) {
        tape += nodes
        tapeLevelCount += 1
        segmentOf[index + 1] = UInt32(segments.count + 1)
      } else {
        endTape()
        segments.append(.level(batches))
        segmentOf[index + 1] = UInt32(segments.count)
      }
    }
    endTape()
    for node in levelOf.indices { levelOf[node] = segmentOf[Int(levelOf[node])] }
    return segments
  }

  /// The nodes of a level when all its batches are narrow buckets of scalars.
  private static func narrowNodes(_ batches: [Batch]) -> [UInt32]? {
    var nodes: [UInt32] = []
    for batch in batches {
      guard case .scalars(let bucket) = batch, bucket.count < widestTapeBucket else { return nil }
      nodes += bucket
    }
    return nodes
  }
}
