import CostateGraph

/// Scalars in groups that read nothing of each other: the samples of a sum, the paths of a simulation.
/// One worker takes a group through all its levels while its caches hold it, and waits for nobody.
///
/// Scalars that read one another belong together until that would make a group too large; a scalar
/// that reads of two groups which may not become one belongs to none, nor does what depends on it.
/// Such scalars run afterwards, level by level. Scalars that are computed from sources alone and read by
/// many, such as the square of a parameter that all samples have, are a strand that runs before.
struct Strands {
  /// The number of strands; the first is the one that runs before the others, which may be empty.
  private(set) var count = 1
  /// How many scalars belong to one.
  private(set) var scalarCount = 0
  /// How many nodes and operands were walked over.
  private(set) var stepCount = 0
  private let memory = PassMemory()
  /// By node: the number of its strand, or `count`; while groups are looked for, a node of the same
  /// group that is nearer to the one it is named after, or `none`.
  private let numbers: UnsafeMutablePointer<UInt32>
  /// By the node a group is named after, how many nodes it has.
  private let sizes: UnsafeMutablePointer<UInt32>
  /// By node, for what is computed from sources alone: how many read it and one more, up to where they
  /// are too many; 0 for others.
  private let readerCounts: UnsafeMutablePointer<UInt8>

  private let limits: Limits

  /// How large things may be.
  private struct Limits {
    /// The most nodes of a group, and about as many as a strand has at most.
    let length: Int
    /// The least that strands are made shorter for: 2048 of 8192.
    var shortest: Int { max(1, length / 4) }
    /// The most nodes of two groups that become one, unless one of them is a part of a formula: the sum
    /// of all samples must not join what else is apart.
    var longestMerged: Int { length / 4 }
    /// The most nodes of a part of a formula: 64 of 8192.
    var longestPart: Int { length / 128 }
    /// The most readers of a node in a group that is computed from sources alone.
    var mostReaders: UInt8 { UInt8(min(64, max(2, length / 128))) }
    /// The fewest strands, unless they would be too short: enough for workers to share them evenly.
    let fewestStrands: Int
    /// The least part of all scalars that makes strands worth it.
    let leastPart = 0.75
  }

  private static let none = UInt32.max

  /// Finds the strands of a graph; none if most of its scalars depend on each other, or if they are too
  /// few for two strands.
  ///
  /// - Parameters:
  ///   - length: about how many nodes a strand has at most.
  ///   - width: the most workers that share the strands.
  ///   - levels: by node; 0 for sources.
  ///   - scalars: the nodes that are scalar operations.
  ///   - root: gives the node whose bytes an operand's value is.
  /// - Complexity: O((|V| + |E|) α(|V|)).
  init(
    _ graph: GraphStorage, length: Int, width: Int, levels: [UInt32], scalars: ScalarNodes,
    root: (UInt32) -> UInt32
  ) {
    limits = Limits(length: length, fewestStrands: width == 1 ? 1 : 4 * width)
    let isLarge = scalars.count >= 2 * limits.shortest
    let columnCount = isLarge ? graph.nodeCount : 0
    numbers = memory.column(count: columnCount)
    sizes = memory.column(count: columnCount)
    readerCounts = memory.column(count: columnCount, repeating: 0)
    guard isLarge, findGroups(graph, levels, scalars, root),
      Double(scalarCount) >= limits.leastPart * Double(scalars.count)
    else { return }
    nameStrands(nodeCount: graph.nodeCount)
  }

  /// Whether there are none.
  var isEmpty: Bool { count < 3 }

  /// The number of a scalar's strand; ``count`` if it belongs to none.
  func number(_ scalar: UInt32) -> UInt32 { numbers[Int(scalar)] }

  // MARK: Groups

  /// - Returns: false as soon as too many scalars belong to no group.
  private mutating func findGroups(
    _ graph: GraphStorage, _ levels: [UInt32], _ scalars: ScalarNodes, _ root: (UInt32) -> UInt32
  ) -> Bool {
    let (offsets, operands) = (graph.columns.offsets, graph.columns.operands)
    for node in scalars.others { numbers[Int(node)] = Self.none }
    var looseCount = 0
    for node in scalars.lazy.map({ Int($0) }) {
      let (start, end) = (Int(offsets[node]), Int(offsets[node + 1]))
      stepCount += 1 + end - start
      let reads = UnsafeBufferPointer(start: operands + start, count: end - start)
      if let group = group(reading: reads, levels, root) {
        join(node, group)
      } else {
        numbers[node] = Self.none
        looseCount += 1
        if looseCount > limits.length + scalarCount / 2 { return false }
      }
    }
    return true
  }

  /// The group of a node by what it reads, or `none` if that is of no group; nil if the node can belong
  /// to none.
  private func group(
    reading operands: UnsafeBufferPointer<UInt32>, _ levels: [UInt32], _ root: (UInt32) -> UInt32
  ) -> UInt32? {
    var group = Self.none
    for operand in operands {
      let operand = root(operand)
      if levels[Int(operand)] == 0 { continue }
      guard numbers[Int(operand)] != Self.none else { return nil }
      let isOfSources = readerCounts[Int(operand)] > 0
      if isOfSources, readsCommon(operand) { continue }
      if let merged = merge(group, name(of: operand)) {
        group = merged
      } else if isOfSources {
        readerCounts[Int(operand)] = limits.mostReaders + 2
      } else {
        return nil
      }
    }
    return group != Self.none && sizes[Int(group)] >= limits.length ? nil : group
  }

  /// Makes a node one of a group, or the first of a new one.
  private mutating func join(_ node: Int, _ group: UInt32) {
    var group = group
    if group == Self.none {
      group = UInt32(node)
      sizes[node] = 0
      readerCounts[node] = 1
    }
    numbers[node] = group
    sizes[Int(group)] += 1
    scalarCount += 1
  }

  /// Counts a reader of what is computed from sources alone, and says whether there are too many.
  private func readsCommon(_ node: UInt32) -> Bool {
    if !isCommon(node) { readerCounts[Int(node)] += 1 }
    return isCommon(node)
  }

  /// Whether a scalar runs before the groups.
  private func isCommon(_ node: UInt32) -> Bool { readerCounts[Int(node)] > limits.mostReaders + 1 }

  /// The node that a node's group is named after.
  private func name(of node: UInt32) -> UInt32 { representative(of: node, numbers) }

  /// The group that two become, the first of which may be none; nil if it would be too large.
  private func merge(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first == Self.none || first == second { return second }
    let (firstSize, secondSize) = (sizes[Int(first)], sizes[Int(second)])
    let size = firstSize + secondSize
    let most =
      min(firstSize, secondSize) <= limits.longestPart ? limits.length : limits.longestMerged
    guard size <= most else { return nil }
    // Named after its first node, so that names come before what they name.
    let name = min(first, second)
    numbers[Int(max(first, second))] = name
    sizes[Int(name)] = size
    return name
  }

  // MARK: Strands

  /// Groups one after the other fill strands.
  private mutating func nameStrands(nodeCount: Int) {
    // A group's size has done its work once its strand is known: the strand's number takes its place.
    let mostLength = max(
      limits.shortest, min(limits.length, scalarCount / limits.fewestStrands))
    var length = mostLength
    for node in 0..<nodeCount where numbers[node] != Self.none {
      let group = numbers[node]
      if Int(group) == node {
        // A group goes where more than half of it fits.
        if length + Int(sizes[node]) / 2 > mostLength {
          count += 1
          length = 0
        }
        length += Int(sizes[node])
        sizes[node] = UInt32(count - 1)
      } else {
        numbers[node] = name(of: group)
      }
    }
    for node in 0..<nodeCount {
      if isCommon(UInt32(node)) {
        numbers[node] = 0
      } else {
        numbers[node] = numbers[node] == Self.none ? UInt32(count) : sizes[Int(numbers[node])]
      }
    }
  }
}
