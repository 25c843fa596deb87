import Costate

/// Gradient descent with momentum, `v ← μ v − η λ_x`, `x ← x + v`, as updates of the graph: one run
/// is one step.
///
/// - Source: Polyak (1964), "Some methods of speeding up the convergence of iteration methods",
///   doi 10.1016/0041-5553(64)90137-5.
struct MomentumDescent {
  /// η.
  let stepLength: Double
  /// μ, from 0 to below 1.
  let momentum: Double

  /// What a descent found.
  struct Result {
    /// f before the first step.
    let initialObjective: Double
    /// Each variable after the last step, in the problem's order.
    let variables: [Tensor]
  }

  /// Takes steps from the problem's inputs. The problem's graph gets the updates.
  func minimize(_ problem: Problem, stepCount: Int) throws -> Result {
    let adjoints = try problem.objective.adjoints(of: problem.variables)
    var velocities: [Node] = []
    for (i, (variable, adjoint)) in zip(problem.variables, adjoints).enumerated() {
      let velocity = try problem.graph.input(
        "momentum \(i)", shape: variable.shape, elementType: variable.elementType)
      let next = try velocity * momentum - adjoint * stepLength
      try problem.graph.update(velocity, to: next)
      try problem.graph.update(variable, to: variable + next)
      velocities.append(velocity)
    }
    let workspace = try problem.workspace(for: Program(outputs: [problem.objective]))
    for velocity in velocities {
      try workspace.set(velocity, to: Tensor(repeating: 0, velocity.type))
    }
    try workspace.run()
    let initialObjective = try workspace.scalar(of: problem.objective)
    for _ in 1..<max(stepCount, 1) { try workspace.run() }
    return Result(
      initialObjective: initialObjective,
      variables: try problem.variables.map { try workspace.value(of: $0) })
  }
}
