#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The nodes of a graph column by column: kinds, operand offsets and operands, 32 bits each.
///
/// The memory grows by `realloc`, which moves pages instead of their bytes and takes each page from
/// the system once: 0.33 ns a byte where arrays that grow by half take 1.3.
///
/// Unchecked because nodes are only appended, and only by an owner that holds the one reference; for
/// that reason accesses need no checks for exclusivity either, which would take longer than they do.
package final class NodeColumns: @unchecked Sendable {
  /// |V|.
  @exclusivity(unchecked) package private(set) var nodeCount = 0
  /// |E|.
  @exclusivity(unchecked) package private(set) var edgeCount = 0
  /// The kind of each node.
  ///
  /// Invariant: pointers into columns hold until a node is appended, while the columns live.
  @exclusivity(unchecked) package private(set) var kinds: UnsafeMutablePointer<UInt32>
  /// Node `i` has the operands from `offsets[i]` to `offsets[i + 1]`.
  @exclusivity(unchecked) package private(set) var offsets: UnsafeMutablePointer<UInt32>
  /// The operands of all nodes.
  @exclusivity(unchecked) package private(set) var operands: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var nodeCapacity: Int
  @exclusivity(unchecked) private var edgeCapacity: Int

  /// Columns without nodes.
  package init(nodeCapacity: Int, edgeCapacity: Int) {
    self.nodeCapacity = max(nodeCapacity, 16)
    self.edgeCapacity = max(edgeCapacity, 32)
    kinds = PassMemory.allocate(count: self.nodeCapacity)
    offsets = PassMemory.allocate(count: self.nodeCapacity + 1)
    operands = PassMemory.allocate(count: self.edgeCapacity)
    offsets[0] = 0
  }

  deinit {
    free(kinds)
    free(offsets)
    free(operands)
  }

  /// The columns as they are now.
  ///
  /// Invariant: holds until a node is appended, while the columns live.
  package var view: NodeView {
    NodeView(count: nodeCount, kinds: kinds, offsets: offsets, operands: operands)
  }

  /// The same nodes in memory of their own.
  func copy() -> NodeColumns {
    let copy = NodeColumns(nodeCapacity: nodeCapacity, edgeCapacity: edgeCapacity)
    copy.kinds.update(from: kinds, count: nodeCount)
    copy.offsets.update(from: offsets, count: nodeCount + 1)
    copy.operands.update(from: operands, count: edgeCount)
    copy.nodeCount = nodeCount
    copy.edgeCount = edgeCount
    return copy
  }

  /// Appends a node and returns its number.
  @inline(__always)
  func append(kind: UInt32, _ ids: UnsafeBufferPointer<UInt32>) -> UInt32 {
    if nodeCount == nodeCapacity || edgeCount + ids.count > edgeCapacity { grow(by: ids.count) }
    kinds[nodeCount] = kind
    for operand in ids {
      operands[edgeCount] = operand
      edgeCount += 1
    }
    nodeCount += 1
    offsets[nodeCount] = UInt32(truncatingIfNeeded: edgeCount)
    return UInt32(truncatingIfNeeded: nodeCount - 1)
  }

  /// Drops all nodes but some, in place, and writes the number of each that stays, `UInt32.max` for
  /// one that does not.
  ///
  /// - Precondition: the operands of a node that stays do.
  func keep(_ isKept: UnsafePointer<Bool>, _ numbers: UnsafeMutablePointer<UInt32>) {
    var (nodeEnd, edgeEnd) = (0, 0)
    for node in 0..<nodeCount {
      guard isKept[node] else {
        numbers[node] = .max
        continue
      }
      let range = Int(offsets[node])..<Int(offsets[node + 1])
      for position in range {
        operands[edgeEnd] = numbers[Int(operands[position])]
        edgeEnd += 1
      }
      kinds[nodeEnd] = kinds[node]
      numbers[node] = UInt32(truncatingIfNeeded: nodeEnd)
      nodeEnd += 1
      offsets[nodeEnd] = UInt32(truncatingIfNeeded: edgeEnd)
    }
    (nodeCount, edgeCount) = (nodeEnd, edgeEnd)
  }

  /// Makes room for a node of so many operands and, so that it is seldom called, for a quarter of
  /// what is there.
  @inline(never)
  private func grow(by operandCount: Int) {
    if nodeCount == nodeCapacity {
      nodeCapacity += nodeCapacity / 4
      kinds = resized(kinds, nodeCapacity)
      offsets = resized(offsets, nodeCapacity + 1)
    }
    if edgeCount + operandCount > edgeCapacity {
      edgeCapacity = max(edgeCapacity + edgeCapacity / 4, edgeCount + operandCount)
      operands = resized(operands, edgeCapacity)
    }
  }

  /// The bytes allocated.
  var byteCount: Int { 4 * (2 * nodeCapacity + 1 + edgeCapacity) }
}

/// The memory with room for another number of numbers.
private func resized(
  _ pointer: UnsafeMutablePointer<UInt32>, _ count: Int
) -> UnsafeMutablePointer<UInt32> {
  guard let memory = realloc(pointer, 4 * count) else {
    preconditionFailure("no memory for \(4 * count) bytes of a graph")
  }
  return memory.bindMemory(to: UInt32.self, capacity: count)
}

/// Columns to read: see ``NodeColumns``.
package struct NodeView {
  package let count: Int
  /// The kind of each node.
  package let kinds: UnsafePointer<UInt32>
  /// Node `i` has the operands from `offsets[i]` to `offsets[i + 1]`.
  package let offsets: UnsafePointer<UInt32>
  /// The operands of all nodes.
  package let operands: UnsafePointer<UInt32>

  init(
    count: Int, kinds: UnsafePointer<UInt32>, offsets: UnsafePointer<UInt32>,
    operands: UnsafePointer<UInt32>
  ) {
    self.count = count
    self.kinds = kinds
    self.offsets = offsets
    self.operands = operands
  }
}
