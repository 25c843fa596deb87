import CostateGraph
import CostateTransforms

/// The nodes of the given graph whose values a workspace can read, and where they are.
///
/// 16 bytes a node, and nothing of the nodes that cannot be read.
struct ReadableNodes: Sendable {
  /// Where a node's value is.
  struct Place: Sendable {
    let offset: Int
    let type: TensorType
    /// Whether it can be set.
    let isInput: Bool
  }

  private let types: [TensorType]
  private let inputs: Set<UInt32>
  /// Ascending.
  private var nodes: [UInt32] = []
  /// By position in `nodes`.
  private var typeIndices: [UInt32] = []
  private var offsets: [Int] = []

  /// - Parameters:
  ///   - inputs: of the given graph.
  ///   - map: from the given graph to the one that is computed.
  ///   - retained: whether a computed node's value stays.
  init(inputs: [NodeID], _ map: NodeMap, retained: [Bool], _ lowering: Lowering) {
    types = lowering.graph.types
    self.inputs = Set(inputs.map(\.index))
    for (node, new) in map.indices.enumerated()
    where new != NodeMap.none && retained[Int(new)] {
      nodes.append(UInt32(node))
      typeIndices.append(lowering.graph.typeIndex(Int(new)))
      offsets.append(lowering.offset(new))
    }
  }

  /// Where the values are that can be read and are no inputs.
  var computed: some Sequence<Place> {
    nodes.indices.lazy.filter { !inputs.contains(nodes[$0]) }
      .map { Place(offset: offsets[$0], type: types[Int(typeIndices[$0])], isInput: false) }
  }

  /// Where a node's value is, if it can be read.
  ///
  /// - Complexity: O(log n).
  subscript(node: NodeID) -> Place? {
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle] < node.index { low = middle + 1 } else { high = middle }
    }
    guard low < nodes.count, nodes[low] == node.index else { return nil }
    return Place(
      offset: offsets[low], type: types[Int(typeIndices[low])],
      isInput: inputs.contains(node.index))
  }
}
