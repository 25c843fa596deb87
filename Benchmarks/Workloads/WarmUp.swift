import Costate

extension Workload {
  /// f(g(x)) with g(x) = x² + sin x and f(z) = eᶻ, and the stationary point of its Lagrangian
  /// L(x, z, λ) = f(z) + λ (g(x) − z), found by Newton's method with second adjoints.
  static let warmUp = Workload(
    name: "warm-up",
    summary: "f(g(x)) and the three equations of its Lagrangian's stationary point",
    parameters: [Parameter("steps", "steps of Newton's method", 8, in: 1...1_000)],
    build: { _ in try CompositeFunction().problem },
    findings: { try CompositeFunction().stationarity(stepCount: $0["steps"]) })
}

/// z = g(x) and f(z) as nodes.
private struct CompositeFunction {
  let graph = Graph()
  let x: Node
  let z: Node
  let f: Node

  init() throws {
    x = try graph.input("x", elementType: .double)
    z = try Self.inner(x).named("z")
    f = try Self.outer(z).named("f")
  }

  /// g.
  private static func inner(_ x: Node) throws(GraphError) -> Node { try x * x + sin(x) }

  /// f.
  private static func outer(_ z: Node) throws(GraphError) -> Node { try exp(z) }

  var problem: Problem {
    Problem(
      graph: graph, objective: f, variables: [x], inputs: [(x, Tensor(scalar: 1, .double))])
  }

  /// ∂L/∂x, ∂L/∂z and ∂L/∂λ at the minimum of f(g(x)), with L as a graph of its own.
  func stationarity(stepCount: Int) throws -> [Finding] {
    let first = try f.adjoint(of: x)
    try graph.update(x, to: x - first / first.adjoint(of: x))
    let descent = try problem.workspace(for: Program(outputs: [f, x]))
    for _ in 0..<stepCount { try descent.run() }
    let minimum = try descent.value(of: x)

    let still = try CompositeFunction()
    let adjoint = try still.f.adjoint(of: still.z)
    let workspace = try Program(outputs: [still.f, still.z, adjoint]).makeWorkspace()
    try workspace.set(still.x, to: minimum)
    try workspace.run()

    let lagrangian = Graph()
    let x = try lagrangian.input("x", elementType: .double)
    let z = try lagrangian.input("z", elementType: .double)
    let multiplier = try lagrangian.input("λ", elementType: .double)
    let l = try Self.outer(z) + multiplier * (Self.inner(x) - z)
    let (byX, byZ, byMultiplier) = try l.adjoints(of: x, z, multiplier)
    let residuals = try Program(outputs: [byX, byZ, byMultiplier]).makeWorkspace()
    try residuals.set(x, to: minimum)
    try residuals.set(z, to: workspace.value(of: still.z))
    try residuals.set(multiplier, to: workspace.value(of: adjoint))
    try residuals.run()
    return [
      Finding("∂L/∂x = λ g′(x)", try residuals.scalar(of: byX), atMost: 1e-12),
      Finding("∂L/∂z = f′(z) − λ", try residuals.scalar(of: byZ), atMost: 0),
      Finding("∂L/∂λ = g(x) − z", try residuals.scalar(of: byMultiplier), atMost: 0),
    ]
  }
}
