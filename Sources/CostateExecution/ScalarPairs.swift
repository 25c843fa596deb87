import CostateGraph
import CostateSIMD

/// Finds functions of scalars that are computed side by side with another, a function and its partial
/// derivative mostly: the operand is gathered once, and what both need is computed once.
struct ScalarPairs {
  /// What the second of a pair is a function of.
  enum Relation: Hashable {
    /// Of the first's operand: a sine and a cosine, which one reduction of the angle serves.
    case sameOperand
    /// Of the first: `1 − z²` of `z = tanh x`, computed while the first-level cache holds `z`.
    case functionOfFirst
  }

  /// Neighbours of one kind and as many of another, the `i`-th with the `i`-th.
  struct Run {
    var firsts: Range<Int>
    var seconds: [UInt32]
    var relation: Relation
  }

  private typealias Pairs = (firsts: [UInt32], seconds: [UInt32], relation: Relation)

  private let graph: GraphStorage
  private let schedule: Schedule
  private let forms: ScalarForms
  private let memory = PassMemory()
  /// By node: for an operand, one more than the sine of it; for a node of the level, not 0 when it
  /// has a partner.
  private let marks: UnsafeMutablePointer<UInt32>
  /// By node: one more than a function of it, or 0; for a second of a lower level, `isSecond`.
  private let functions: UnsafeMutablePointer<UInt32>
  /// By element type, the functions of firsts whose own level is still to come.
  private var pendingCounts = [Int](repeating: 0, count: ElementType.allCases.count)

  private static let isSecond = UInt32.max

  init(_ graph: GraphStorage, _ schedule: Schedule, _ forms: ScalarForms) {
    self.graph = graph
    self.schedule = schedule
    self.forms = forms
    marks = memory.column(count: graph.nodeCount, repeating: 0)
    functions = memory.column(count: graph.nodeCount, repeating: 0)
    // Where a node has several functions, the last one stays: partial derivatives are built after what
    // they are derivatives of.
    let (offsets, kinds) = (graph.columns.offsets, graph.columns.kinds)
    var areSeconds = [Bool?](repeating: nil, count: graph.kinds.count)
    for node in ScalarNodes(nodeCount: graph.nodeCount, others: schedule.others)
    where offsets[Int(node) + 1] - offsets[Int(node)] == 1 {
      let kind = Int(kinds[Int(node)])
      let isSecond = areSeconds[kind] ?? mayBeSecond(node)
      areSeconds[kind] = isSecond
      if isSecond { functions[operand(node)] = node + 1 }
    }
  }

  /// Whether a function may be computed with its operand. Sines and cosines are left to each other.
  private func mayBeSecond(_ node: UInt32) -> Bool {
    let form = forms[of: node]
    return form.isFunction && form.angleFunction == nil
  }

  /// Moves pairs, and the seconds of pairs of lower levels, to the end of a level and returns where
  /// the pairs and the others are.
  ///
  /// - Parameters:
  ///   - kinds: the scalars of each kind that is a function.
  ///   - leastCount: the fewest pairs that are worth it.
  mutating func separate(
    _ kinds: [Range<Int>], from level: Range<Int>, of scalars: inout [UInt32], _ type: ElementType,
    leastCount: Int
  ) -> (others: Range<Int>, runs: [Run]) {
    let found = pairs(kinds, of: scalars, leastCount: leastCount)
    if found.isEmpty && pendingCounts[type.index] == 0 { return (level, []) }
    var end = level.lowerBound
    var seconds: [UInt32] = []
    for position in level {
      let node = scalars[position]
      if functions[Int(node)] == Self.isSecond {
        seconds.append(node)
        if graph.type(Int(node)).elementType == type { pendingCounts[type.index] -= 1 }
      } else if marks[Int(node)] == 0 {
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
    _ = move(seconds)
    var runs: [Run] = []
    for pairs in found {
      runs.append(
        Run(firsts: move(pairs.firsts), seconds: pairs.seconds, relation: pairs.relation))
      switch pairs.relation {
      case .sameOperand: _ = move(pairs.seconds)
      case .functionOfFirst:
        for second in pairs.seconds { functions[Int(second)] = Self.isSecond }
        pendingCounts[type.index] += pairs.seconds.count
      }
    }
    return (others, runs)
  }

  /// The pairs whose firsts are in these kinds, which are marked: sines with cosines before others.
  private func pairs(
    _ kinds: [Range<Int>], of scalars: [UInt32], leastCount: Int
  ) -> [Pairs] {
    var found: [Pairs] = []
    func take(_ pairs: Pairs) {
      if pairs.firsts.count < leastCount { return }
      for node in pairs.firsts { marks[Int(node)] = 1 }
      if pairs.relation == .sameOperand { for node in pairs.seconds { marks[Int(node)] = 1 } }
      found.append(pairs)
    }
    func taking(_ angleFunction: LaneOpcode) -> [Range<Int>] {
      kinds.filter { forms[of: scalars[$0.lowerBound]].angleFunction == angleFunction }
    }
    let cosines = taking(.cos)
    for sines in taking(.sin) {
      for cosines in cosines { take(sinesAndCosines(scalars[sines], scalars[cosines])) }
    }
    for kind in kinds { for pairs in withFunctions(scalars[kind]) { take(pairs) } }
    return found
  }

  /// The nodes of two kinds that have an operand in common and no partner yet.
  private func sinesAndCosines(
    _ sines: ArraySlice<UInt32>, _ cosines: ArraySlice<UInt32>
  ) -> Pairs {
    var pairs: Pairs = ([], [], .sameOperand)
    let angles = sines.map { operand($0) }
    for (node, angle) in zip(sines, angles) where marks[Int(node)] == 0 { marks[angle] = node + 1 }
    for node in cosines {
      let angle = operand(node)
      guard marks[angle] != 0, marks[Int(node)] == 0 else { continue }
      pairs.firsts.append(marks[angle] - 1)
      pairs.seconds.append(node)
      marks[angle] = 0
    }
    for angle in angles { marks[angle] = 0 }
    return pairs
  }

  /// The nodes without a partner that have a function, by its kind.
  private func withFunctions(_ nodes: ArraySlice<UInt32>) -> [Pairs] {
    var pairs: [Pairs] = []
    for node in nodes where marks[Int(node)] == 0 {
      let function = functions[Int(node)]
      if function == 0 || function == Self.isSecond { continue }
      let kind = graph.columns.kinds[Int(function - 1)]
      let position =
        pairs.firstIndex { graph.columns.kinds[Int($0.seconds[0])] == kind } ?? pairs.count
      if position == pairs.count { pairs.append(([], [], .functionOfFirst)) }
      pairs[position].firsts.append(node)
      pairs[position].seconds.append(function - 1)
    }
    return pairs
  }

  private func operand(_ node: UInt32) -> Int {
    Int(schedule.root(graph.columns.operands[Int(graph.columns.offsets[Int(node)])]))
  }
}
