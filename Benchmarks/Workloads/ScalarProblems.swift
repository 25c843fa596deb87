import Costate

/// y ← 0.999 y + 0.001 x y, again and again: as deep as it is large.
func chain(statementCount: Int) throws -> Problem {
  let graph = Graph()
  let x = try graph.scalarInputs("x", count: 1)
  var y = x[0]
  for _ in 0..<statementCount { y = try y * 0.999 + x[0] * y * 0.001 }
  return scalarProblem(graph, y, x) { _ in 0.5 }
}

/// The sum of the prices of European calls, each a formula of its spot, strike, rate, volatility and
/// time.
///
/// - Source: Black, Scholes (1973), "The pricing of options and corporate liabilities",
///   doi 10.1086/260062.
func blackScholes(sampleCount: Int) throws -> Problem {
  let graph = Graph()
  let x = try graph.scalarInputs("x", count: 5 * sampleCount)
  /// The normal distribution function.
  func distribution(_ z: Node) throws -> Node {
    try (erf(z * 0.5.squareRoot()) + 1) * 0.5
  }
  let prices = try stride(from: 0, to: x.count, by: 5).map { first in
    let (spot, strike, rate) = (x[first], x[first + 1], x[first + 2])
    let (volatility, time) = (x[first + 3], x[first + 4])
    let deviation = try volatility * sqrt(time)
    let drift = try (rate + volatility * volatility * 0.5) * time
    let d1 = try (log(spot / strike) + drift) / deviation
    let d2 = try d1 - deviation
    return try spot * distribution(d1) - strike * exp(-(rate * time)) * distribution(d2)
  }
  var numbers = RandomNumbers()
  let ranges = [(80.0, 120.0), (80, 120), (0.01, 0.05), (0.1, 0.4), (0.25, 2)]
  return scalarProblem(graph, try sumOfPairs(prices), x) { index in
    let (lower, upper) = ranges[index % 5]
    return lower + (upper - lower) * (numbers.nextUniform() + 1) / 2
  }
}

/// ½ (θ² + ω²) at the end of a damped pendulum's motion, θ″ = −g sin θ − c θ′, by classical
/// Runge–Kutta steps of 10 ms; f is a function of θ, ω, g and c.
func pendulum(stepCount: Int) throws -> Problem {
  let graph = Graph()
  let x = try graph.scalarInputs("x", count: 4)
  let (gravity, damping, step) = (x[2], x[3], 0.01)
  func acceleration(_ angle: Node, _ velocity: Node) throws -> Node {
    try -(sin(angle) * gravity) - velocity * damping
  }
  var (angle, velocity) = (x[0], x[1])
  for _ in 0..<stepCount {
    let (v1, a1) = (velocity, try acceleration(angle, velocity))
    let v2 = try velocity + a1 * (step / 2)
    let a2 = try acceleration(angle + v1 * (step / 2), v2)
    let v3 = try velocity + a2 * (step / 2)
    let a3 = try acceleration(angle + v2 * (step / 2), v3)
    let v4 = try velocity + a3 * step
    let a4 = try acceleration(angle + v3 * step, v4)
    angle = try angle + (v1 + (v2 + v3) * 2 + v4) * (step / 6)
    velocity = try velocity + (a1 + (a2 + a3) * 2 + a4) * (step / 6)
  }
  let f = try (angle * angle + velocity * velocity) * 0.5
  let start = [1.0, 0, 9.81, 0.1]
  return scalarProblem(graph, f, x) { start[$0] }
}

/// ‖sin(A x) − b‖² with a dense A of constants, every product a node: the gradient without a Jacobian.
func leastSquares(rowCount: Int, columnCount: Int) throws -> Problem {
  let graph = Graph()
  let x = try graph.scalarInputs("x", count: columnCount)
  var numbers = RandomNumbers()
  let squares = try (0..<rowCount).map { _ in
    let product = try sumOfPairs(x.map { try $0 * numbers.nextUniform() })
    let residual = try sin(product) - numbers.nextUniform()
    return try residual * residual
  }
  return scalarProblem(graph, try sumOfPairs(squares), x) { 0.1 * Double($0 + 1) / Double(x.count) }
}

/// f with numbers for its variables.
private func scalarProblem(
  _ graph: Graph, _ f: Node, _ variables: [Node], _ value: (Int) -> Double
) -> Problem {
  Problem(
    graph: graph, objective: f, variables: variables,
    inputs: variables.enumerated().map { ($1, Tensor(scalar: value($0), .double)) })
}
