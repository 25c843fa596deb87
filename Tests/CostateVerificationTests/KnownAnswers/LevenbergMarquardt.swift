import CostateExecution
import CostateGraph
import CostateTransforms

/// Minimises Σ r² with the engine's values and gradients of every residual.
///
/// - Source: Moré (1978), "The Levenberg-Marquardt algorithm: implementation and theory",
///   doi 10.1007/bfb0067700; with a plain rule for the damping.
struct LevenbergMarquardt {
  private static let largestStepCount = 2_000
  private static let largestDamping = 1e30

  private let parameters: [Node]
  private let residuals: [Node]
  /// ∂r_i/∂x_k by residual.
  private let gradients: [[Node]]
  private let workspace: Workspace

  init(_ problem: LeastSquaresProblem) throws {
    let graph = Graph()
    let parameters = try problem.start.indices.map {
      try graph.input("x\($0)", elementType: .double)
    }
    residuals = try problem.residuals(parameters)
    gradients = try residuals.map { try $0.adjoints(of: parameters) }
    workspace = try Program(outputs: residuals + gradients.flatMap { $0 }).makeWorkspace()
    self.parameters = parameters
  }

  /// Σ r², r and the Jacobian at a point.
  private struct Point {
    let x: [Double]
    let residuals: [Double]
    let columns: [[Double]]

    var objective: Double { residuals.reduce(0) { $0 + $1 * $1 } }
  }

  private func evaluate(_ x: [Double]) throws -> Point {
    for (parameter, value) in zip(parameters, x) { try workspace.set(parameter, to: value) }
    try workspace.run()
    return Point(
      x: x, residuals: try residuals.map { try workspace.scalar(of: $0) },
      columns: try x.indices.map { k in try gradients.map { try workspace.scalar(of: $0[k]) } })
  }

  /// Steps until the sum falls no more.
  func minimize(from start: [Double]) throws -> (x: [Double], objective: Double) {
    var point = try evaluate(start)
    var scales = start.map { _ in 0.0 }
    var damping = 1e-3
    for _ in 0..<Self.largestStepCount where point.objective > 0 {
      scales = zip(scales, point.columns).map { max($0, norm($1)) }
      guard let next = try step(from: point, scales, &damping) else { break }
      let decrease = point.objective - next.objective
      point = next
      if decrease <= 1e-15 * point.objective { break }
    }
    return (point.x, point.objective)
  }

  /// The next point with a smaller sum, with as little damping as finds one.
  private func step(
    from point: Point, _ scales: [Double], _ damping: inout Double
  ) throws -> Point? {
    while damping < Self.largestDamping {
      // The rows √μ D below the Jacobian make it a least-squares problem of its own. A parameter
      // that has moved nothing so far counts as 1.
      let scales = scales.map { $0 == 0 ? 1 : $0 }
      let columns = point.columns.enumerated().map { k, column in
        column + scales.indices.map { $0 == k ? damping.squareRoot() * scales[k] : 0 }
      }
      let right = point.residuals.map { -$0 } + scales.map { _ in 0 }
      let direction = leastSquares(columns, right)
      let next = try evaluate(zip(point.x, direction).map { $0 + $1 })
      if next.objective < point.objective {
        damping = max(damping / 9, 1 / Self.largestDamping)
        return next
      }
      damping *= 4
    }
    return nil
  }
}

/// The x that minimises ‖A x − b‖, by modified Gram–Schmidt with b as the last column.
///
/// - Source: Björck (1967), "Solving linear least squares problems by Gram-Schmidt
///   orthogonalization", doi 10.1007/bf01934122.
private func leastSquares(_ a: [[Double]], _ b: [Double]) -> [Double] {
  var columns = a + [b]
  let count = a.count
  var r = Array(repeating: Array(repeating: 0.0, count: count + 1), count: count)
  for j in 0..<count {
    r[j][j] = norm(columns[j])
    columns[j] = columns[j].map { $0 / r[j][j] }
    for k in j + 1...count {
      r[j][k] = zip(columns[j], columns[k]).reduce(0) { $0 + $1.0 * $1.1 }
      columns[k] = zip(columns[k], columns[j]).map { $0 - r[j][k] * $1 }
    }
  }
  var x = Array(repeating: 0.0, count: count)
  for j in (0..<count).reversed() {
    let rest = (j + 1..<count).reduce(r[j][count]) { $0 - r[j][$1] * x[$1] }
    x[j] = rest / r[j][j]
  }
  return x
}

private func norm(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }
