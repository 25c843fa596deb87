import CostateGraph

/// The size of a single value.
///
/// Extents are bounded when a graph is built, so that counting elements cannot overflow. This bound is
/// narrower: below it, no product of counts that compiling takes can overflow either, of which the
/// largest is a matrix product's `m · n · k / 256` chunk sums.
enum ValueSizes {
  /// The most bytes, 4 TiB.
  static let limit = 1 << 42

  /// - Throws: ``ProgramError/tooLarge(name:_:)`` for the first node of a larger type.
  static func check(_ graph: GraphStorage) throws(ProgramError) {
    guard graph.types.contains(where: { $0.byteCount > limit }) else { return }
    for node in 0..<graph.nodeCount where graph.type(node).byteCount > limit {
      throw .tooLarge(name: graph.label(node), graph.type(node))
    }
  }
}
