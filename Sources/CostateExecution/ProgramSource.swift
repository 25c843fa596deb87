import CostateGraph

/// What a program is compiled from: a snapshot of a graph, and what is asked of it.
struct ProgramSource: Sendable {
  /// The graph's number.
  let identity: UInt64
  let storage: GraphStorage
  /// The updates of each run: inputs and the nodes whose values they take.
  private(set) var updates: [(target: NodeID, value: NodeID)]
  private(set) var outputs: [NodeID]
  private(set) var retention: Program.Retention

  init(_ graph: Graph, outputs: [NodeID], _ retention: Program.Retention) {
    identity = graph.identity
    storage = graph.storage
    updates = graph.updates
    self.outputs = outputs
    self.retention = retention
  }

  /// The nodes whose values stay readable.
  var kept: [NodeID] {
    let updated = updates.flatMap { [$0.target, $0.value] }
    switch retention {
    case .outputs: return outputs + updated
    case .named: return outputs + updated + storage.names.keys.sorted().map { NodeID(index: $0) }
    case .all: return (0..<storage.nodeCount).map { NodeID($0) }
    }
  }

  /// The same computation with every value readable, and without updates: what it reads stays.
  var replay: ProgramSource {
    var source = self
    let isNeeded = storage.ancestors(of: kept)
    source.outputs = isNeeded.indices.filter { isNeeded[$0] }.map { NodeID($0) }
    source.retention = .outputs
    source.updates = []
    return source
  }
}
