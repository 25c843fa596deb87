import CostateGraph
import CostateTransforms
import Testing

@testable import CostateExecution

/// Scalars with very many operands that are put off until something reads them.
@Suite struct `Long sums` {
  /// A chain y ← 0.999 y + 0.001 x y with its derivative by x, a tree of long sums.
  private static func chain(statementCount: Int) throws -> GraphStorage {
    let graph = Graph()
    let x = try graph.input("x", elementType: .double)
    var y = try graph.input("y", elementType: .double)
    for _ in 0..<statementCount { y = try y * 0.999 + x * y * 0.001 }
    _ = try y.adjoints(of: [x])
    return graph.storage
  }

  /// By node, the earliest level; 0 for nodes without operands.
  private static func earliestLevels(_ graph: GraphStorage) -> [UInt32] {
    var levels = [UInt32](repeating: 0, count: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      let operands = (0..<graph.operandCount(node)).map { levels[Int(graph.operand(node, $0))] }
      levels[node] = operands.max().map { $0 + 1 } ?? 0
    }
    return levels
  }

  private static func putOff(_ graph: GraphStorage) -> (before: [UInt32], after: [UInt32]) {
    let before = earliestLevels(graph)
    var after = before
    after.withUnsafeMutableBufferPointer { levels in
      if let levels = levels.baseAddress { LongSums(graph).putOff(levels) { _ in true } }
    }
    return (before, after)
  }

  @Test func `are computed side by side, right before what reads them`() throws {
    let graph = try Self.chain(statementCount: 500)
    let (before, after) = Self.putOff(graph)
    let long = (0..<graph.nodeCount).filter {
      graph.operandCount($0) >= LongSums.leastOperandCount
    }
    let parts = long.filter { part in
      (0..<graph.nodeCount).contains { node in
        (0..<graph.operandCount(node)).contains { graph.operand(node, $0) == UInt32(part) }
      }
    }
    #expect(parts.count == 500 / 32)
    #expect(Set(parts.map { before[$0] }).count == parts.count)
    #expect(Set(parts.map { after[$0] }).count == 1)
  }

  @Test func `keep every node above what it reads, and move no other`() throws {
    let graph = try Self.chain(statementCount: 500)
    let (before, after) = Self.putOff(graph)
    for node in 0..<graph.nodeCount {
      for position in 0..<graph.operandCount(node) {
        #expect(after[Int(graph.operand(node, position))] < after[node])
      }
      if graph.operandCount(node) < LongSums.leastOperandCount {
        #expect(after[node] == before[node])
      }
    }
  }
}
