import CostateGraph

/// What a run executed, counted item by item as the kernels finished them.
package struct ExecutionCounters: Sendable, Hashable, Codable {
  /// Elementary operations: lane primitives on one element, a fused multiply-add being one. Kernels
  /// of whole tensors report their flops instead.
  package var operations = 0
  /// Edge visits: operands read by scalar nodes, whatever the kernel reads besides.
  package var edgeVisits = 0
  /// Bytes of operands read, by each node that has them, and of results written.
  package var bytes = 0
  /// Bytes of instructions and indices read on the way.
  package var codeBytes = 0

  /// Nothing yet.
  package init() {}

  /// A kernel's whole cost, for those whose items are tiles of one tensor operation.
  init(_ cost: Cost) {
    operations = Int(cost.flops)
    bytes = Int(cost.bytes)
  }

  /// Adds what came next.
  package static func += (sum: inout Self, other: Self) {
    sum.operations += other.operations
    sum.edgeVisits += other.edgeVisits
    sum.bytes += other.bytes
    sum.codeBytes += other.codeBytes
  }
}
