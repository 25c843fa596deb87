import CostateExecution
import CostateGraph
import CostateVerification
import TestSupport

extension RandomFunction {
  /// A workspace in which f has been computed.
  func run(retaining retention: Program.Retention = .all) throws -> Workspace {
    let workspace = try Program(outputs: [f], retaining: retention).makeWorkspace()
    for (input, value) in inputs { try workspace.set(graph.node(input), to: value) }
    try workspace.run()
    return workspace
  }

  /// The values and adjoints of all nodes.
  func stationaryPoint() throws -> StationaryPoint {
    let lagrangian = try Lagrangian(of: f)
    return try StationaryPoint(lagrangian, run(), inputs: inputs)
  }
}
