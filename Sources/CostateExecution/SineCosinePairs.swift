import CostateGraph

/// Finds the scalars of a level that are the sine and the cosine of one operand, a function and its
/// partial derivative mostly: side by side, one reduction of the angle serves both.
struct SineCosinePairs {
  /// Scalars of two kinds; the `i`-th of both have the same operand.
  struct Run {
    var sines: Range<Int>
    var cosines: Range<Int>
  }

  private let schedule: Schedule
  private let operands: UnsafePointer<UInt32>
  private let offsets: UnsafePointer<UInt32>
  private let memory = PassMemory()
  /// By node: for an operand, one more than the sine of it; for a node of the level, not 0 when it
  /// has a partner.
  private let marks: UnsafeMutablePointer<UInt32>

  init(_ graph: GraphStorage, _ schedule: Schedule) {
    self.schedule = schedule
    operands = UnsafePointer(graph.columns.operands)
    offsets = UnsafePointer(graph.columns.offsets)
    marks = memory.column(count: graph.nodeCount, repeating: 0)
  }

  /// Moves pairs to the end of a level and returns where they and the others are.
  ///
  /// - Parameters:
  ///   - sines: the scalars of each kind that takes a sine; `cosines` likewise.
  ///   - leastCount: the fewest pairs that are worth it.
  func separate(
    sines: [Range<Int>], cosines: [Range<Int>], from level: Range<Int>, of scalars: inout [UInt32],
    leastCount: Int
  ) -> (others: Range<Int>, runs: [Run]) {
    var paired: [(sines: [UInt32], cosines: [UInt32])] = []
    for sines in sines {
      for cosines in cosines {
        let pairs = pairs(scalars[sines], scalars[cosines])
        if pairs.sines.count < leastCount { continue }
        for node in pairs.sines + pairs.cosines { marks[Int(node)] = 1 }
        paired.append(pairs)
      }
    }
    if paired.isEmpty { return (level, []) }
    var end = level.lowerBound
    for position in level {
      let node = scalars[position]
      if marks[Int(node)] == 0 {
        scalars[end] = node
        end += 1
      }
      marks[Int(node)] = 0
    }
    let others = level.lowerBound..<end
    func move(_ nodes: [UInt32]) -> Range<Int> {
      scalars.replaceSubrange(end..<end + nodes.count, with: nodes)
      defer { end += nodes.count }
      return end..<end + nodes.count
    }
    return (others, paired.map { Run(sines: move($0.sines), cosines: move($0.cosines)) })
  }

  /// The nodes of two kinds that have an operand in common and no partner yet.
  private func pairs(
    _ sines: ArraySlice<UInt32>, _ cosines: ArraySlice<UInt32>
  ) -> (sines: [UInt32], cosines: [UInt32]) {
    var pairs: (sines: [UInt32], cosines: [UInt32]) = ([], [])
    let angles = sines.map { operand($0) }
    for (node, angle) in zip(sines, angles) where marks[Int(node)] == 0 { marks[angle] = node + 1 }
    for node in cosines {
      let angle = operand(node)
      guard marks[angle] != 0, marks[Int(node)] == 0 else { continue }
      pairs.sines.append(marks[angle] - 1)
      pairs.cosines.append(node)
      marks[angle] = 0
    }
    for angle in angles { marks[angle] = 0 }
    return pairs
  }

  private func operand(_ node: UInt32) -> Int {
    Int(schedule.root(operands[Int(offsets[Int(node)])]))
  }
}
