import Costate

extension Workload {
  /// A damped pendulum swung up by a sequence of torques, J(u) = 100 (Δθ² + ω²) + 0.01 Δt Σ uₖ²
  /// with θ and ω at the end: every step is a handful of scalar nodes, and the adjoints of the
  /// states are the costates of Pontryagin's principle.
  static let optimalControl = Workload(
    name: "optimal-control",
    summary: "a pendulum swung up by 200 torques; the states' adjoints are the costates",
    parameters: [
      Parameter("steps", "steps of the integrator, in 4 seconds", 200, in: 50...100_000),
      Parameter("iterations", "gradient steps", 500, in: 1...100_000),
    ],
    build: { try Pendulum(stepCount: $0["steps"]).problem },
    findings: { values in
      let pendulum = try Pendulum(stepCount: values["steps"])
      // The curvature grows as Δt² · steps, so the step length is a constant over Δt. Found by
      // trial with 200 steps; three times as long diverges.
      let descent = MomentumDescent(stepLength: 1e-4 / pendulum.timeStep, momentum: 0.95)
      let result = try descent.minimize(pendulum.problem, stepCount: values["iterations"])
      return [Finding("objective before the descent", result.initialObjective)]
        + (try Pendulum(stepCount: values["steps"]).findings(at: result))
    })
}

/// The pendulum's motion by semi-implicit Euler steps, unrolled:
/// ωₖ₊₁ = ωₖ + Δt (uₖ − (g/l) sin θₖ − c ωₖ), θₖ₊₁ = θₖ + Δt ωₖ₊₁.
private struct Pendulum {
  static let duration = 4.0
  /// g/l for a length of one metre, in s⁻².
  static let gravity = 9.81
  /// c, in s⁻¹.
  static let damping = 0.1
  static let targetAngle = Double.pi
  static let terminalWeight = 100.0
  static let controlWeight = 0.01

  let graph = Graph()
  /// Δt in seconds.
  let timeStep: Double
  /// u₀, u₁, ….
  let controls: [Node]
  /// θ₀, θ₁, … and ω₀, ω₁, …; at rest in the beginning.
  let angles: [Node]
  let velocities: [Node]
  let objective: Node

  init(stepCount: Int) throws {
    timeStep = Self.duration / Double(stepCount)
    var controls: [Node] = []
    var angles = [try graph.constant(0, elementType: .double)]
    var velocities = angles
    var energy = angles[0]
    for k in 0..<stepCount {
      let u = try graph.input("u\(k)", elementType: .double)
      let acceleration =
        try u - sin(angles[k]) * Self.gravity - velocities[k] * Self.damping
      velocities.append(try velocities[k] + acceleration * timeStep)
      angles.append(try angles[k] + velocities[k + 1] * timeStep)
      energy = try energy + u * u
      controls.append(u)
    }
    let miss = try angles[stepCount] - Self.targetAngle
    let terminal = try miss * miss + velocities[stepCount] * velocities[stepCount]
    objective = try (terminal * Self.terminalWeight + energy * (Self.controlWeight * timeStep))
      .named("J")
    self.controls = controls
    self.angles = angles
    self.velocities = velocities
  }

  /// The descent starts from small torques by chance: none at all would leave most adjoints 0.
  var problem: Problem {
    var numbers = RandomNumbers()
    return Problem(
      graph: graph, objective: objective, variables: controls,
      inputs: controls.map { ($0, numbers.tensor($0.type)) })
  }

  /// Where the found controls lead, and how far the adjoints are from the costates.
  func findings(at result: MomentumDescent.Result) throws -> [Finding] {
    let last = controls.count
    let adjoints = try objective.adjoints(of: controls + velocities.dropFirst())
    let program = try Program(outputs: [objective] + angles + velocities + adjoints)
    let workspace = try program.makeWorkspace()
    for (control, value) in zip(controls, result.variables) {
      try workspace.set(control, to: value)
    }
    try workspace.run()
    func values(_ nodes: some Sequence<Node>) throws -> [Double] {
      try nodes.map { try workspace.scalar(of: $0) }
    }
    let angle = try values(angles)
    let velocity = try values(velocities)
    let costates = try costates(angle, endVelocity: velocity[last])
    let difference = zip(costates, try values(adjoints.dropFirst(last)))
      .reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
    let scale = costates.reduce(0) { max($0, $1.magnitude) }
    let gradient = try values(adjoints.prefix(last)).reduce(0) { max($0, $1.magnitude) }
    return [
      Finding(
        "objective after the descent", try workspace.scalar(of: objective),
        atMost: result.initialObjective / 100),
      Finding(
        "angle missing to the target at the end", angle[last] - Self.targetAngle, atMost: 0.05),
      Finding("angular velocity at the end", velocity[last], atMost: 0.05),
      Finding("largest |∂J/∂u|", gradient),
      Finding(
        "largest difference of a velocity's adjoint and costate, relative", difference / scale,
        atMost: 1e-11),
    ]
  }

  /// The costates of ω₁, ω₂, …: Pontryagin's recursion, written by hand.
  private func costates(_ angle: [Double], endVelocity: Double) throws -> [Double] {
    let last = controls.count
    var byAngle = 2 * Self.terminalWeight * (angle[last] - Self.targetAngle)
    var byVelocity = 2 * Self.terminalWeight * endVelocity
    let cosines = try evaluate(angle) { try cos($0) }
    var costates: [Double] = []
    for k in stride(from: last - 1, through: 0, by: -1) {
      byVelocity += timeStep * byAngle
      costates.append(byVelocity)
      byAngle -= byVelocity * timeStep * Self.gravity * cosines[k]
      byVelocity *= 1 - timeStep * Self.damping
    }
    return costates.reversed()
  }
}
