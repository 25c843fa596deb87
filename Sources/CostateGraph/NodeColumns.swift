/// The nodes of a graph column by column: kinds, operand offsets and operands, 32 bits each.
///
/// Unchecked because nodes are only appended, and only by an owner that holds the one reference; for
/// that reason accesses need no checks for exclusivity either, which would take longer than they do.
@usableFromInline
package final class NodeColumns: @unchecked Sendable {
  /// |V|.
  @usableFromInline @exclusivity(unchecked) package internal(set) var nodeCount = 0
  /// |E|.
  @usableFromInline @exclusivity(unchecked) package internal(set) var edgeCount = 0
  @usableFromInline @exclusivity(unchecked) private(set) var kindColumn: NodeColumn
  @usableFromInline @exclusivity(unchecked) private(set) var offsetColumn: NodeColumn
  @usableFromInline @exclusivity(unchecked) private(set) var operandColumn: NodeColumn

  /// The kind of each node.
  ///
  /// Invariant: pointers into columns hold until a node is appended, while the columns live.
  @inlinable package var kinds: UnsafeMutablePointer<UInt32> { kindColumn.elements }
  /// Node `i` has the operands from `offsets[i]` to `offsets[i + 1]`.
  @inlinable package var offsets: UnsafeMutablePointer<UInt32> { offsetColumn.elements }
  /// The operands of all nodes.
  @inlinable package var operands: UnsafeMutablePointer<UInt32> { operandColumn.elements }

  /// Columns without nodes.
  package init(nodeCapacity: Int, edgeCapacity: Int) {
    kindColumn = NodeColumn(capacity: max(nodeCapacity, 16) + 1)
    offsetColumn = NodeColumn(capacity: max(nodeCapacity, 16) + 1)
    operandColumn = NodeColumn(capacity: max(edgeCapacity, 32))
    offsets[0] = 0
  }

  /// The columns as they are now.
  ///
  /// Invariant: holds until a node is appended, while the columns live.
  @inlinable package var view: NodeView {
    NodeView(count: nodeCount, kinds: kinds, offsets: offsets, operands: operands)
  }

  /// The same nodes in memory of their own.
  func copy() -> NodeColumns {
    let copy = NodeColumns(nodeCapacity: nodeCount, edgeCapacity: edgeCount)
    copy.kinds.update(from: kinds, count: nodeCount)
    copy.offsets.update(from: offsets, count: nodeCount + 1)
    copy.operands.update(from: operands, count: edgeCount)
    copy.nodeCount = nodeCount
    copy.edgeCount = edgeCount
    return copy
  }

  /// Appends a node and returns its number.
  ///
  /// - Precondition: the caller holds the one reference.
  @inlinable @inline(__always)
  package func append(kind: UInt32, _ ids: UnsafeBufferPointer<UInt32>) -> UInt32 {
    let count = ids.count
    let own = room(for: count)
    if count > 0, let ids = ids.baseAddress {
      // One or two mostly, as in `spread`.
      own[0] = ids[0]
      own[1] = ids[min(1, count &- 1)]
      var position = 2
      while position < count {
        own[position] = ids[position]
        position &+= 1
      }
    }
    return append(kind: kind, count: count)
  }

  /// The same for the first `count` of two operands.
  @inlinable @inline(__always)
  package func append(kind: UInt32, _ ids: (UInt32, UInt32), count: Int) -> UInt32 {
    let own = room(for: count)
    own[0] = ids.0
    own[1] = ids.1
    return append(kind: kind, count: count)
  }

  /// Where the operands of the next node go, at least two.
  @inlinable @inline(__always)
  func room(for count: Int) -> UnsafeMutablePointer<UInt32> {
    if nodeCount &+ 1 >= offsetColumn.capacity
      || edgeCount &+ max(count, 2) > operandColumn.capacity
    {
      grow(by: count)
    }
    return operands + edgeCount
  }

  /// Appends the node whose operands were written there.
  @inlinable @inline(__always)
  func append(kind: UInt32, count: Int) -> UInt32 {
    let (node, edgeEnd) = (nodeCount, edgeCount &+ count)
    kinds[node] = kind
    offsets[node &+ 1] = UInt32(truncatingIfNeeded: edgeEnd)
    nodeCount = node &+ 1
    edgeCount = edgeEnd
    return UInt32(truncatingIfNeeded: node)
  }

  /// Marks what marked nodes depend on; a mark is 1, none 0.
  func spread(_ marks: UnsafeMutableBufferPointer<UInt8>) {
    guard let marks = marks.baseAddress else { return }
    for node in stride(from: nodeCount - 1, through: 0, by: -1) {
      let (start, end) = (Int(offsets[node]), Int(offsets[node + 1]))
      if start == end { continue }
      // Most nodes have one or two operands, in no order: both are marked without asking which, or
      // whether. A branch that is foreseen wrongly takes as long as all of this.
      let mark = marks[node]
      marks[Int(operands[start])] |= mark
      marks[Int(operands[min(start + 1, end - 1)])] |= mark
      if end - start <= 2 { continue }
      for position in start + 2..<end { marks[Int(operands[position])] |= mark }
    }
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

  /// Makes room for a node of so many operands, and for more.
  @usableFromInline @inline(never)
  func grow(by operandCount: Int) {
    if nodeCount + 1 >= offsetColumn.capacity {
      kindColumn.grow(keeping: nodeCount, atLeast: nodeCount + 2)
      offsetColumn.grow(keeping: nodeCount + 1, atLeast: nodeCount + 2)
    }
    let edgeEnd = edgeCount + max(operandCount, 2)
    if edgeEnd > operandColumn.capacity {
      operandColumn.grow(keeping: edgeCount, atLeast: edgeEnd)
    }
  }

  /// The bytes that nodes take.
  var byteCount: Int { 4 * (2 * nodeCount + 1 + edgeCount) }
}

/// Columns to read: see ``NodeColumns``.
@usableFromInline
package struct NodeView {
  @usableFromInline package let count: Int
  /// The kind of each node.
  @usableFromInline package let kinds: UnsafePointer<UInt32>
  /// Node `i` has the operands from `offsets[i]` to `offsets[i + 1]`.
  @usableFromInline package let offsets: UnsafePointer<UInt32>
  /// The operands of all nodes.
  @usableFromInline package let operands: UnsafePointer<UInt32>

  @inlinable
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
