public import CostateGraph

/// A compiled graph: immutable, and safe to run from many threads at once, each with a
/// ``Workspace`` of its own.
///
/// Every value it computes equals the reference of the operations bit for bit, at any width,
/// instruction-set level and blocking.
public struct Program: Sendable {
  package let plan: Plan

  /// What stays readable besides the outputs.
  public enum Retention: Sendable {
    /// Nothing.
    case outputs
    /// Every node with a name.
    case named
    /// Every node of the graph.
    case all
  }

  /// Compiles a snapshot of the outputs' graph.
  ///
  /// The graph's updates are part of the program: each run ends by writing them.
  ///
  /// - Throws: ``ProgramError``.
  /// - Complexity: O(|V| + |E|).
  public init(
    outputs: [Node], retaining retention: Retention = .outputs, options: Options = Options()
  ) throws(ProgramError) {
    guard let first = outputs.first else { throw .noOutputs }
    for node in outputs where node.graph !== first.graph {
      throw .unknownNode(name: node.graph.storage.label(node.id.int))
    }
    plan = try Plan(
      ProgramSource(first.graph, outputs: outputs.map(\.id), retention), options)
  }

  init(plan: Plan) { self.plan = plan }

  /// Inputs, arena and scratch memory for one run at a time.
  ///
  /// - Throws: ``ProgramError/outOfMemory(byteCount:)``.
  public func makeWorkspace() throws(ProgramError) -> Workspace { try Workspace(self) }

  /// What the program is: sizes, levels, work and span.
  public var report: Report { Report(plan) }
}
