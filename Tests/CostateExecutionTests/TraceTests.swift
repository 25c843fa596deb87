import CostateExecution
import CostateGraph
import TestSupport
import Testing

@Suite struct `A traced run` {
  private let x: Node
  private let f: Node
  private let workspace: Workspace
  private let report: Report

  init() throws {
    let graph = Graph()
    x = try graph.input("x", shape: [60, 70])
    f = try (tanh(x) • x.transposed()).softmax().squaredNorm()
    var configuration = Configuration(level: .baseline, width: 4)
    configuration.grain = .finest
    let program = try Program(outputs: [f], options: configuration.options)
    report = program.report
    workspace = try program.makeWorkspace()
    try workspace.set(x, to: Tensor(repeating: 0.5, x.type))
  }

  @Test func `gives the bits of any other run`() throws {
    let expected = Oracle(x.graph, inputs: [x.id: Tensor(repeating: 0.5, x.type)]).value(of: f)
    _ = try workspace.runTraced(spawner: ThreadSpawner(seed: 3))
    #expect(try workspace.value(of: f).bitPatterns == expected.bitPatterns)
  }

  @Test func `records each item of the report once`() throws {
    let trace = try workspace.runTraced(spawner: ThreadSpawner(seed: 3))
    let expected = report.levels.flatMap { $0.batches.map(\.itemCount) }
    #expect(Array(trace.itemCounts) == expected)
  }

  @Test func `names batches as the report does`() throws {
    let trace = try workspace.runTraced()
    #expect(trace.batches.map(\.name) == report.levels.flatMap { $0.batches.map(\.name) })
  }

  @Test func `lets no worker do two things at once`() throws {
    let trace = try workspace.runTraced(spawner: ThreadSpawner(seed: 3))
    for worker in 0..<trace.width {
      let items = trace.items.filter { $0.worker == worker }.sorted { $0.begin < $1.begin }
      #expect(zip(items, items.dropFirst()).allSatisfy { $0.end <= $1.begin })
    }
  }

  @Test func `begins no stage before the one ahead of it is finished`() throws {
    let trace = try workspace.runTraced(spawner: ThreadSpawner(seed: 3))
    let stages = Dictionary(grouping: trace.items) { trace.batches[$0.batch].stage }
    let begins = stages.mapValues { $0.map(\.begin).min() ?? 0 }
    let ends = stages.mapValues { $0.map(\.end).max() ?? 0 }
    for (stage, begin) in begins { #expect(begin >= ends[stage - 1] ?? 0) }
  }

  @Test func `uses no more workers than it is told to`() throws {
    let trace = try workspace.runTraced(width: 2, spawner: ThreadSpawner(seed: 3))
    #expect(trace.items.allSatisfy { $0.worker < 2 })
  }

  @Test func `needs every input`() throws {
    let workspace = try Program(outputs: [f]).makeWorkspace()
    #expect(throws: ProgramError.missingInputs(["x"])) { try workspace.runTraced() }
  }
}

extension Trace {
  /// For each batch how many items were recorded.
  fileprivate var itemCounts: [Int] {
    items.reduce(into: [Int](repeating: 0, count: batches.count)) { $0[$1.batch] += 1 }
  }
}

@Suite struct `The times of a trace` {
  private let trace = Trace(
    batches: [
      Trace.Batch(name: "a", stage: 0, level: 0), Trace.Batch(name: "b", stage: 1, level: 2),
    ],
    items: [
      Trace.Item(batch: 0, number: 0, worker: 0, begin: 10, end: 30),
      Trace.Item(batch: 0, number: 1, worker: 1, begin: 20, end: 50),
      Trace.Item(batch: 1, number: 0, worker: 1, begin: 60, end: 90),
    ], width: 2, nanoseconds: 100)

  @Test func `count a level from the end of the one before`() {
    #expect(trace.levelNanoseconds(levelCount: 3) == [50, 0, 40])
  }

  @Test func `add up what workers did in a level`() {
    #expect(trace.busyNanoseconds(levelCount: 3) == [50, 0, 30])
  }
}
