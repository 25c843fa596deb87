package import CostateGraph

extension GraphStorage {
  /// For each node up to one the length of the longest path that leads to it; 0 for sources.
  ///
  /// - Complexity: O(|V| + |E|).
  package func levels(through last: Int) -> [UInt32] {
    var levels: [UInt32] = []
    levels.reserveCapacity(last + 1)
    for node in stride(from: 0, through: last, by: 1) {
      levels.append(operands(node).reduce(0) { max($0, levels[Int($1)] + 1) })
    }
    return levels
  }
}
