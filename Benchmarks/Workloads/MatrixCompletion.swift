import Costate

extension Workload {
  /// Low-rank factors fitted to some entries of a matrix, f(U, V) = Σ (uᵢ·vⱼ − mᵢⱼ)² + μ (‖U‖² +
  /// ‖V‖²): rows are gathered at run-time indices, adjoints scattered back.
  static let matrixCompletion = Workload(
    name: "matrix-completion",
    summary: "low-rank factors fitted to some entries of a matrix through gathers of rows",
    parameters: [
      Parameter("rows", "rows of the matrix", 64, in: 1...1_000_000),
      Parameter("columns", "columns of the matrix", 48, in: 1...1_000_000),
      Parameter("rank", "columns of U and V", 4, in: 1...256),
      Parameter("entries", "known entries", 1_536, in: 1...100_000_000),
      Parameter("steps", "gradient steps of the fit", 400, in: 1...100_000),
    ],
    build: { try completionProblem($0) },
    findings: { values in
      let problem = try completionProblem(values)
      let fit = try MomentumDescent(stepLength: 0.002, momentum: 0.9)
        .minimize(problem, stepCount: values["steps"])
      let fresh = try completionProblem(values)
      let workspace = try fresh.workspace(for: Program(outputs: [fresh.objective]))
      for (variable, value) in zip(fresh.variables, fit.variables) {
        try workspace.set(variable, to: value)
      }
      try workspace.run()
      let final = try workspace.scalar(of: fresh.objective)
      return [
        Finding("loss before the fit", fit.initialObjective),
        Finding("loss after \(values["steps"]) steps", final, atMost: fit.initialObjective / 1_000),
      ]
    })
}

/// μ: small against the entries, so that the fit shows it only when the residual has gone.
private let regularization = 1e-6

/// Entries of a matrix that has the rank, at seeded places, and factors to start from.
private func completionProblem(_ values: ParameterValues) throws -> Problem {
  let (rowCount, columnCount) = (values["rows"], values["columns"])
  let (rank, entryCount) = (values["rank"], values["entries"])
  var numbers = RandomNumbers()
  let left = (0..<rowCount * rank).map { _ in numbers.nextUniform() }
  let right = (0..<columnCount * rank).map { _ in numbers.nextUniform() }
  let rows = (0..<entryCount).map { _ in numbers.next(below: rowCount) }
  let columns = (0..<entryCount).map { _ in numbers.next(below: columnCount) }
  let entries = zip(rows, columns).map { row, column in
    (0..<rank).reduce(0) { $0 + left[row * rank + $1] * right[column * rank + $1] }
  }

  let graph = Graph()
  let u = try graph.input("U", shape: [rowCount, rank])
  let v = try graph.input("V", shape: [columnCount, rank])
  let i = try graph.input("rows", shape: [entryCount], elementType: .int32)
  let j = try graph.input("columns", shape: [entryCount], elementType: .int32)
  let m = try graph.input("entries", shape: [entryCount])
  let products = try u.gatheringRows(at: i) * v.gatheringRows(at: j)
  let misfit = try (products.sum(axes: [1]) - m).squaredNorm()
  let f = try (misfit + (u.squaredNorm() + v.squaredNorm()) * regularization).named("f")
  return Problem(
    graph: graph, objective: f, variables: [u, v],
    inputs: [
      (u, numbers.tensor(u.type, scale: 0.5)), (v, numbers.tensor(v.type, scale: 0.5)),
      (i, Tensor(rounding: rows.map(Double.init), to: i.type)),
      (j, Tensor(rounding: columns.map(Double.init), to: j.type)),
      (m, Tensor(rounding: entries, to: m.type)),
    ])
}
