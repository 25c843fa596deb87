public import CostateGraph

/// Where in a graph a number stands: a node, what made it, and which of its elements.
public struct Provenance: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The node's number in its graph.
  public let number: Int
  /// Its name, or its operation and number.
  public let label: String
  /// Its operation's name.
  public let operation: String
  /// Its type, as in `float[2, 3]`.
  public let type: String
  /// The longest path from a node without operands.
  public let level: Int
  /// The position in row-major order.
  public let element: Int
  /// The node whose adjoint this is, or nil; the first of them where adjoints are one node.
  public let adjointOf: String?

  /// The node.
  public var node: NodeID { NodeID(number) }

  /// As in `tanh #4 (tanh, float[64, 32], level 2, element 17)`.
  public var description: String {
    let role = adjointOf.map { "adjoint of \($0), " } ?? ""
    return "\(label) (\(role)\(operation), \(type), level \(level), element \(element))"
  }
}

/// Finds the provenance of numbers of one graph.
struct Places {
  private let storage: GraphStorage
  private let levels: [Int]
  /// For a node that is an adjoint, the node it is the adjoint of.
  private var adjointOf: [Int: Int] = [:]

  /// - Complexity: O(|V| + |E|).
  init(_ point: StationaryPoint) {
    storage = point.storage
    var levels: [Int] = []
    levels.reserveCapacity(storage.nodeCount)
    for node in 0..<storage.nodeCount {
      levels.append(storage.operands(node).reduce(-1) { max($0, levels[Int($1)]) } + 1)
    }
    self.levels = levels
    for (node, adjoint) in point.adjoints.enumerated() {
      if let adjoint, adjoint > point.objective, adjointOf[adjoint] == nil {
        adjointOf[adjoint] = node
      }
    }
  }

  func place(_ node: Int, element: Int) -> Provenance {
    Provenance(
      number: node, label: storage.label(node), operation: storage.operation(node).name,
      type: "\(storage.type(node))", level: levels[node], element: element,
      adjointOf: adjointOf[node].map(storage.label))
  }
}
