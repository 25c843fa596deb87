import Costate

/// A graph compiled for each number of threads, and the sessions of peers that have loaded it.
struct PreparedGraph {
  /// The most flops, and nodes, of a graph that the oracle computes too: about a second of it.
  private static let oracleLimit = 20_000_000

  private let graph: GraphBenchmark
  private let conditions: BenchmarkConditions
  private let ours: [(threads: Int, program: Program, workspace: Workspace)]
  private let valueAlone: (program: Program, workspace: Workspace)?
  private let peers: [(name: String, threads: Int, session: any PeerSession)]

  init(_ graph: GraphBenchmark, _ conditions: BenchmarkConditions) throws {
    self.graph = graph
    self.conditions = conditions
    func compile(_ outputs: [Node], _ threads: Int) throws -> (Program, Workspace) {
      let program = try Program(outputs: outputs, options: conditions.options(threads: threads))
      let workspace = try program.makeWorkspace()
      for (node, value) in graph.inputs { try workspace.set(node, to: value) }
      return (program, workspace)
    }
    ours = try conditions.threads.map { threads in
      let (program, workspace) = try compile(graph.outputs, threads)
      return (threads, program, workspace)
    }
    valueAlone =
      graph.valueAlone.isEmpty ? nil : try compile(graph.valueAlone, conditions.threads[0])
    var peers: [(String, Int, any PeerSession)] = []
    if let problem = graph.peerProblem {
      for threads in conditions.threads {
        for program in conditions.peers.programs {
          if let session = try program.session(with: problem, threads: threads) {
            peers.append((program.name, threads, session))
          }
        }
      }
    }
    self.peers = peers
  }

  func prepared(_ elementType: ElementType) throws -> PreparedCase {
    let work = try work(of: ours[0].program, ours[0].workspace)
    var entrants = ours.map { threads, program, workspace in
      entrant("Costate", .ours, threads, program, workspace, work)
    }
    if let (program, workspace) = valueAlone {
      entrants.append(
        try entrant(
          "value alone", .valueAlone, conditions.threads[0], program, workspace,
          self.work(of: program, workspace)))
    }
    entrants += peers.map { name, threads, session in
      PreparedCase.Entrant(
        engine: Engine(name: name, threads: threads, seconds: session.seconds), role: .peer,
        work: work, report: nil)
    }
    return PreparedCase(
      entrants: entrants, bound: graph.bound,
      probes: conditions.probes(
        of: graph.bound, elementType: elementType, byteCount: Int(work.bytes)),
      mismatches: mismatches)
  }

  private func entrant(
    _ name: String, _ role: PreparedCase.Entrant.Role, _ threads: Int, _ program: Program,
    _ workspace: Workspace, _ work: Work
  ) -> PreparedCase.Entrant {
    PreparedCase.Entrant(
      engine: Engine(name: name, threads: threads) { try workspace.run() }, role: role, work: work,
      report: program.report)
  }

  /// What a run does; its bytes are counted, those of instructions and indices with them.
  private func work(of program: Program, _ workspace: Workspace) throws -> Work {
    let report = program.report
    let executed = try workspace.runCounting()
    return Work(
      flops: report.work.flops,
      bytes: Double(graph.leastByteCount ?? executed.bytes + executed.codeBytes),
      nodeCount: graph.nodeCount ?? report.nodeCount)
  }

  /// Bits across threads and against the oracle, where it takes no time; peers within the tolerance.
  private func mismatches() throws -> [String] {
    func values(_ workspace: Workspace) throws -> [Tensor] {
      try graph.outputs.map { try workspace.value(of: $0) }
    }
    let serial = try values(ours[0].workspace)
    let bits = serial.map(\.bitPatterns)
    var mismatches: [String] = []
    for (threads, _, workspace) in ours.dropFirst() {
      if try values(workspace).map(\.bitPatterns) != bits {
        mismatches.append("other bits with \(threads) threads than with \(ours[0].threads)")
      }
    }
    if let oracle = oracleValues(), oracle.map(\.bitPatterns) != bits {
      mismatches.append("other bits than the reference interpreter's")
    }
    guard let problem = graph.peerProblem else { return mismatches }
    let numbers = serial.flatMap(\.doubles)
    let moved = peers.isEmpty ? nil : try movedValues()
    for (name, _, session) in peers {
      if let mismatch = problem.mismatch(try session.values(), with: numbers, moved: moved) {
        mismatches.append("\(name): \(mismatch)")
      }
    }
    return mismatches
  }

  /// The values with every input moved by one unit in the last place, up and down in turn.
  private func movedValues() throws -> [Double] {
    let workspace = ours[0].workspace
    for (position, input) in graph.inputs.enumerated() {
      try workspace.set(
        input.node, to: position.isMultiple(of: 2) ? input.value.up : input.value.down)
    }
    try workspace.run()
    let values = try graph.outputs.flatMap { try workspace.value(of: $0).doubles }
    for input in graph.inputs { try workspace.set(input.node, to: input.value) }
    try workspace.run()
    return values
  }

  private func oracleValues() -> [Tensor]? {
    let report = ours[0].program.report
    let storage = graph.outputs[0].graph.storage
    guard report.work.flops <= Double(Self.oracleLimit), storage.nodeCount <= Self.oracleLimit / 20
    else { return nil }
    let values = ReferenceInterpreter.values(
      of: storage,
      inputs: Dictionary(
        graph.inputs.map { ($0.node.id, $0.value) }, uniquingKeysWith: { first, _ in first }))
    return graph.outputs.map { values[$0.id.int] }
  }
}

extension Tensor {
  /// The next larger numbers; integers as they are.
  fileprivate var up: Tensor { mapped(\.nextUp, \.nextUp) }
  /// The next smaller numbers; integers as they are.
  fileprivate var down: Tensor { mapped(\.nextDown, \.nextDown) }

  private func mapped(_ float: (Float) -> Float, _ double: (Double) -> Double) -> Tensor {
    switch elements {
    case .float(let numbers): Tensor(unchecked: .float(numbers.map(float)), shape: shape)
    case .double(let numbers): Tensor(unchecked: .double(numbers.map(double)), shape: shape)
    case .int32: self
    }
  }
}
