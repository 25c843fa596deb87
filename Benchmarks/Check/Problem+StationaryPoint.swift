import Costate

extension Problem {
  /// The values and the adjoints of all nodes, from one run with every value kept.
  ///
  /// Appends the adjoints to the problem's graph.
  func stationaryPoint(_ options: Options = Options()) throws -> StationaryPoint {
    let lagrangian = try Lagrangian(of: objective)
    let workspace = try workspace(
      for: Program(outputs: [objective], retaining: .all, options: options))
    try workspace.run()
    let values = Dictionary(uniqueKeysWithValues: inputs.map { ($0.node.id, $0.value) })
    return try StationaryPoint(lagrangian, workspace, inputs: values)
  }
}
