/// A node's place in its graph: small, `Sendable`, and what results are keyed by.
public struct NodeID: Sendable, Hashable, Comparable {
  package var index: UInt32

  package init(_ index: Int) { self.index = UInt32(truncatingIfNeeded: index) }
  package init(index: UInt32) { self.index = index }

  package var int: Int { Int(index) }

  /// Operands come before the nodes that use them.
  public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}
