public import CostateExecution
public import CostateGraph
import CostateTransforms

/// The Lagrangian L(z, λ) = z_n − Σ_i λ_i (z_i − f_i(z_α(i))) of a scalar f = z_n, and whether the
/// values and adjoints in a workspace make it stationary.
///
/// Nothing that ran is asked again: values are recomputed from their operands by each operation's
/// reference in plain Swift, adjoints by the references of the nodes they are made of and once more
/// as sums over successors, and the adjoint rules themselves are compared with differences.
///
/// ```swift
/// let lagrangian = try Lagrangian(of: f)
/// let report = try lagrangian.check(workspace)
/// for fault in report.faults { print(fault) }
/// ```
public struct Lagrangian {
  let f: Node
  let adjoints: [NodeID: Node]

  /// The Lagrangian of a scalar, with new nodes for its adjoints.
  ///
  /// A workspace whose program is older than these nodes is checked by a second run.
  ///
  /// - Throws: `GraphError.notScalar` unless `f` is a floating-point scalar.
  public init(of f: Node) throws(GraphError) {
    self.init(of: f, adjoints: try f.adjointsOfAllNodes())
  }

  /// The Lagrangian of a scalar and of adjoints that are there already.
  ///
  /// - Parameter adjoints: what `f.adjointsOfAllNodes()` returned.
  public init(of f: Node, adjoints: [NodeID: Node]) {
    self.f = f
    self.adjoints = adjoints
  }

  /// Evaluates ∂L/∂λ_i = z_i − f_i(z_α(i)) and ∂L/∂z_j = λ_j − Σ λ_i ∂f_i/∂z_j for every node.
  ///
  /// Values that the workspace can read are taken as they are. The others are computed by a second
  /// program from the same inputs, which is exact because no way to run changes a bit. Where the
  /// graph has updates, only the inputs are taken, as they are now.
  ///
  /// - Parameters:
  ///   - workspace: one that has run, of any program of f's graph.
  ///   - inputs: what the inputs were set to. An input that is not among them has no equation: a
  ///     wrong bit of it shows at the nodes that read it.
  /// - Throws: `ProgramError` for a workspace of another graph or without its inputs, `GraphError`
  ///   where an adjoint rule throws.
  /// - Complexity: O(|V| + |E|) evaluations of operations.
  public func check(
    _ workspace: Workspace, inputs: [NodeID: Tensor] = [:]
  ) throws -> LagrangianReport {
    try StationaryPoint(self, workspace, inputs: inputs).report()
  }
}
