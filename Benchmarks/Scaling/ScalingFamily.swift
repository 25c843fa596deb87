import Costate

/// Graphs of one kind in any size, made of equal pieces: what growth is measured on.
///
/// Pieces are joined so that every node influences f and every node has the same number of successors
/// in each piece. What a run executes is then a linear function of |V| and |E| exactly, if the
/// engine is linear.
package struct ScalingFamily: Sendable {
  /// What it is called.
  package let name: String
  /// What it is, in one line.
  package let summary: String
  /// The graph of so many pieces.
  private let build:
    @Sendable (Graph, ScalarCell, _ pieceCount: Int) throws -> (
      f: Node, variables: [Node]
    )
  /// |V| + |E| of a piece of one turn, about.
  private let pieceSize: Int
  /// |V| + |E| of what is there once, about.
  private let fixedSize: Int

  init(
    _ name: String, _ summary: String, pieceSize: Int, fixedSize: Int = 0,
    build: @escaping @Sendable (Graph, ScalarCell, Int) throws -> (f: Node, variables: [Node])
  ) {
    self.name = name
    self.summary = summary
    self.pieceSize = pieceSize
    self.fixedSize = fixedSize
    self.build = build
  }

  /// Every family.
  package static let all: [ScalingFamily] = [
    .chain, .window, .layers, .random, .stencil, .tree, .starOut, .starIn, .network,
  ]

  /// The problem whose |V| + |E| is about as asked.
  ///
  /// - Parameter turnCount: see ``ScalarCell``.
  func problem(size: Int, turnCount: Int = 1) throws -> Problem {
    let graph = Graph()
    let pieceCount = max(1, (size - fixedSize) / pieceSize)
    let (f, variables) = try build(graph, ScalarCell(turnCount: turnCount), pieceCount)
    return Problem(
      graph: graph, objective: f, variables: variables,
      inputs: variables.enumerated().map { index, node in
        (node, Tensor(scalar: 0.3 + 0.6 * Double(index % 89) / 89, .double))
      })
  }
}

extension Graph {
  /// Scalar inputs in double precision.
  func scalarInputs(_ name: String, count: Int) throws -> [Node] {
    try (0..<count).map { try input("\(name)\($0)", elementType: .double) }
  }
}
