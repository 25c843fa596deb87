import CostateGraph
import CostateSIMD

/// Puts off scalars with very many operands until something reads them.
///
/// The adjoint of what a long chain reads at every step is a tree of long sums. At the earliest levels
/// each of them is alone, a chain of multiply-adds on tape that waits for every one; side by side they
/// are the lanes of vectors. A chain of 1000 statements with its gradient takes 2.5 ns an operation so,
/// 3.0 otherwise (Xeon with AVX-512, one core).
struct LongSums {
  /// The fewest operands of a long sum: those of a whole part of a sum that is cut into parts.
  static let leastOperandCount = UInt32(2 * Arithmetic.accumulationFanIn)

  private let graph: GraphStorage
  private let memory = PassMemory()
  /// By node, the lowest level of those that read it; the largest number if none does.
  private let firstReaders: UnsafeMutablePointer<UInt32>

  init(_ graph: GraphStorage) {
    self.graph = graph
    firstReaders = memory.column(count: graph.nodeCount, repeating: UInt8.max)
  }

  /// Moves long sums to the level before that of the first node that reads them; others stay.
  ///
  /// - Parameters:
  ///   - levels: by node, one above those of its operands at least.
  ///   - isSum: whether a node with as many operands may be moved: it is a scalar operation.
  /// - Complexity: O(|V| + |E|).
  func putOff(_ levels: UnsafeMutablePointer<UInt32>, where isSum: (Int) -> Bool) {
    let (offsets, operands) = (graph.columns.offsets, graph.columns.operands)
    for node in stride(from: graph.nodeCount - 1, through: 0, by: -1) {
      let (start, end) = (offsets[node], offsets[node + 1])
      let firstReader = firstReaders[node]
      if end - start >= Self.leastOperandCount, firstReader != UInt32.max, isSum(node) {
        levels[node] = firstReader - 1
      }
      let level = levels[node]
      for position in Int(start)..<Int(end) {
        let operand = Int(operands[position])
        firstReaders[operand] = min(firstReaders[operand], level)
      }
    }
  }
}
