import Costate

/// The graph of some outputs in Graphviz's language, with a rank for each level.
struct GraphDocument {
  /// No program draws larger graphs so that people could read them.
  static let maximumNodeCount = 2_000

  /// The nodes by level, the sources first.
  private let levels: [[Int]]
  private let storage: GraphStorage
  private let title: String

  /// - Throws: ``GraphDocumentError`` when more than ``maximumNodeCount`` nodes would be drawn.
  init(title: String, _ outputs: [Node]) throws(GraphDocumentError) {
    let storage = outputs.first?.graph.storage ?? GraphStorage()
    let isDrawn = storage.ancestors(of: outputs.map(\.id))
    let nodes = isDrawn.indices.filter { isDrawn[$0] }
    guard nodes.count <= Self.maximumNodeCount else {
      throw GraphDocumentError(nodeCount: nodes.count)
    }
    let levelOf = storage.levels(through: nodes.last ?? -1)
    var levels: [[Int]] = []
    for node in nodes {
      while levels.count <= Int(levelOf[node]) { levels.append([]) }
      levels[Int(levelOf[node])].append(node)
    }
    self.levels = levels
    self.storage = storage
    self.title = title
  }

  /// The file's text.
  var text: String {
    var lines = [
      "digraph \(Self.quoted(title)) {", "  rankdir=TB; node [shape=box, fontsize=11];",
    ]
    for nodes in levels {
      lines += nodes.map { "  n\($0) [label=\(Self.quoted(label($0)))];" }
      lines.append("  { rank=same; " + nodes.map { "n\($0);" }.joined(separator: " ") + " }")
    }
    for node in levels.joined() {
      lines += storage.operands(node).map { "  n\($0) -> n\(node);" }
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  /// The name if there is one, the operation, the type.
  private func label(_ node: Int) -> String {
    let name = storage.names[UInt32(node)].map { [$0] } ?? []
    return (name + [storage.operation(node).name, "\(storage.type(node))"]).joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }
}

/// A graph that is too large to be drawn.
struct GraphDocumentError: Error, Equatable, CustomStringConvertible {
  /// How many nodes it has.
  let nodeCount: Int

  /// One line: what was expected and what came.
  var description: String {
    "--dot: expected a graph of at most \(GraphDocument.maximumNodeCount) nodes, got \(nodeCount)"
  }
}
