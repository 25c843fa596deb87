import CostateExecution
import CostateGraph
import CostateTransforms

/// Least cost ½ Σ (xᵀ Q x + uᵀ R u) + ½ x_Nᵀ Q x_N of x_{k+1} = A x_k + B u_k over the controls: a cart
/// pushed to rest, position and velocity by force.
///
/// Riccati's recursion P_N = Q, P_k = Q + Aᵀ P_{k+1} A − Aᵀ P_{k+1} B K_k with
/// K_k = (R + Bᵀ P_{k+1} B)⁻¹ Bᵀ P_{k+1} A solves it: u_k = −K_k x_k, the cost is ½ x₀ᵀ P₀ x₀ and the
/// costates are λ_k = P_k x_k.
///
/// - Source: Bryson, Ho (1975), "Applied Optimal Control", section 2.3.
struct LinearQuadraticRegulator {
  static let stepCount = 30
  static let start = [2.0, -1.0]
  private static let timeStep = 0.1
  private static let (a, b) = (
    [[1, timeStep], [0, 0.98]], [[0.5 * timeStep * timeStep], [timeStep]]
  )
  private static let (q, r) = ([[1, 0.1], [0.1, 0.5]], 0.2)

  /// What Riccati's recursion says.
  struct Solution {
    var controls: [Double] = []
    var states = [LinearQuadraticRegulator.start]
    var costates: [[Double]] = []
    var cost = 0.0
  }

  let controls: [Node]
  /// x₀, x₁, … as columns.
  let states: [Node]
  let cost: Node
  private let workspace: Workspace
  private let gradients: [Node]
  private let costates: [Node]

  init() throws {
    let graph = Graph()
    func constant(_ rows: [[Double]]) throws -> Node {
      try graph.constant(
        Tensor(.double(rows.flatMap { $0 }), shape: [rows.count, rows[0].count]))
    }
    let (a, b, q) = (try constant(Self.a), try constant(Self.b), try constant(Self.q))
    var states = [try constant(Self.start.map { [$0] })]
    var controls: [Node] = []
    var cost = try graph.constant(0, elementType: .double)
    for k in 0..<Self.stepCount {
      let u = try graph.input("u\(k)", shape: [1, 1], elementType: .double)
      let x = states[k]
      cost = try cost + dot(x, q • x) + u.squaredNorm() * Self.r
      states.append(try a • x + b • u)
      controls.append(u)
    }
    let last = states[Self.stepCount]
    self.cost = try (cost + dot(last, q • last)) * 0.5
    self.controls = controls
    self.states = states
    let adjoints = try self.cost.adjoints(of: controls + states)
    gradients = Array(adjoints.prefix(Self.stepCount))
    costates = Array(adjoints.dropFirst(Self.stepCount))
    workspace = try Program(outputs: [self.cost] + adjoints).makeWorkspace()
  }

  /// The cost, its gradient and the adjoints of the states.
  func evaluate(
    _ values: [Double]
  ) throws -> (cost: Double, gradient: [Double], costates: [[Double]]) {
    for (control, value) in zip(controls, values) { try workspace.set(control, to: value) }
    try workspace.run()
    return (
      try workspace.scalar(of: cost), try gradients.map { try workspace.scalar(of: $0) },
      try costates.map { try workspace.value(of: $0).doubles }
    )
  }

  /// Conjugate gradients: the cost is quadratic, so ∇J(u + p) − ∇J(u) is the Hessian times p.
  func minimize() throws -> [Double] {
    var u = controls.map { _ in 0.0 }
    var gradient = try evaluate(u).gradient
    var direction = gradient.map { -$0 }
    for _ in 0..<3 * Self.stepCount {
      let squared = product(gradient, gradient)
      if squared == 0 { break }
      let curved = try evaluate(zip(u, direction).map { $0 + $1 }).gradient
      let curvature = product(direction, zip(curved, gradient).map { $0 - $1 })
      if curvature <= 0 { break }
      let length = squared / curvature
      u = zip(u, direction).map { $0 + length * $1 }
      gradient = try evaluate(u).gradient
      let ratio = product(gradient, gradient) / squared
      direction = zip(gradient, direction).map { ratio * $1 - $0 }
    }
    return u
  }

  /// Riccati's recursion, backward for P and K, forward for x and u.
  static var riccati: Solution {
    var matrices = [q]
    var gains: [[Double]] = []
    let (aTransposed, bTransposed) = (transposed(a), transposed(b))
    for _ in 0..<stepCount {
      let next = matrices[matrices.count - 1]
      let pulled = multiply(bTransposed, next)
      let gain = multiply(pulled, a)[0].map { $0 / (r + multiply(pulled, b)[0][0]) }
      let free = multiply(multiply(aTransposed, next), a)
      let saved = multiply(multiply(multiply(aTransposed, next), b), [gain])
      matrices.append(
        q.indices.map { i in q[i].indices.map { q[i][$0] + free[i][$0] - saved[i][$0] } })
      gains.append(gain)
    }
    var solution = Solution()
    for (k, gain) in gains.reversed().enumerated() {
      let x = solution.states[k]
      let u = -product(gain, x)
      solution.controls.append(u)
      solution.states.append((0..<2).map { product(a[$0], x) + b[$0][0] * u })
    }
    for (matrix, x) in zip(matrices.reversed(), solution.states) {
      solution.costates.append(matrix.map { product($0, x) })
    }
    solution.cost = product(solution.costates[0], start) / 2
    return solution
  }
}

private func product(_ x: [Double], _ y: [Double]) -> Double {
  zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
}

private func transposed(_ a: [[Double]]) -> [[Double]] {
  a[0].indices.map { column in a.map { $0[column] } }
}

private func multiply(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
  a.map { row in b[0].indices.map { column in product(row, b.map { $0[column] }) } }
}
