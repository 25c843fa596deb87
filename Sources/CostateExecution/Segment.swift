import CostateGraph

/// A stretch of the schedule between two barriers.
enum Segment: Sendable {
  /// The batches of one level and its scalars, a range of the schedule's.
  case level([Schedule.Batch], scalars: Range<Int>)
  /// Neighbouring levels of few scalars, run in order by one worker.
  case serial(scalars: Range<Int>, levels: ClosedRange<Int>)
  /// Strands of scalars, each run through its levels by one worker.
  case strands([[Range<Int>]])

  /// The number of levels merged in it.
  var levelCount: Int {
    switch self {
    case .level: 1
    case .serial(_, let levels): levels.count
    case .strands(let strands): strands.reduce(0) { max($0, $1.count) }
    }
  }

  /// The nodes computed in it.
  var nodeCount: Int {
    switch self {
    case .level(let batches, let scalars):
      batches.reduce(scalars.count) { $0 + $1.nodeCount }
    case .serial(let scalars, _): scalars.count
    case .strands(let strands): strands.joined().reduce(0) { $0 + $1.count }
    }
  }
}

extension Schedule.Batch {
  var nodeCount: Int {
    switch self {
    case .fused(let nodes): nodes.count
    case .product(_, let epilogue): 1 + epilogue.count
    case .single: 1
    }
  }
}

extension Schedule {
  /// The levels, neighbours that are not worth sharing merged, and for each level the number of its
  /// segment, from 1.
  ///
  /// - Parameter widestSerialLevel: the most scalars a level has that is not worth sharing.
  /// - Complexity: O(depth).
  func segments(widestSerialLevel: Int) -> (segments: [Segment], ofLevel: [Int]) {
    var segments: [Segment] = []
    if let first = strands.first {
      segments = first.isEmpty ? [] : [.strands([first])]
      segments.append(.strands(Array(strands.dropFirst())))
    }
    var segmentOf = [Int](repeating: 0, count: depth + 1)
    for level in stride(from: 1, through: depth, by: 1) {
      let scalars = scalars(of: level)
      if scalars.isEmpty, batches[level] == nil, !segments.isEmpty {
        // Its scalars run in strands.
      } else if let batches = batches[level] {
        segments.append(.level(batches, scalars: scalars))
      } else if scalars.count > widestSerialLevel {
        segments.append(.level([], scalars: scalars))
      } else if case .serial(let before, let levels) = segments.last {
        segments[segments.count - 1] = .serial(
          scalars: before.lowerBound..<scalars.upperBound, levels: levels.lowerBound...level)
      } else {
        segments.append(.serial(scalars: scalars, levels: level...level))
      }
      segmentOf[level] = segments.count
    }
    return (segments, segmentOf)
  }
}
