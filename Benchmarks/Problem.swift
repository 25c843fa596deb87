public import Costate

/// A workload as built: a graph, values for its inputs, and a scalar f.
public struct Problem {
  /// The graph, f's nodes only.
  public let graph: Graph
  /// f.
  public let objective: Node
  /// The inputs that f is a function of and is differentiated by.
  public let variables: [Node]
  /// A value for each input.
  public let inputs: [(node: Node, value: Tensor)]

  /// A workspace with every input set that the program knows.
  public func workspace(for program: Program) throws(ProgramError) -> Workspace {
    let workspace = try program.makeWorkspace()
    for (node, value) in inputs { try workspace.set(node, to: value) }
    return workspace
  }
}
