import CostateExecution
import CostateGraph
import TestSupport
import Testing

/// A step w ← 2w whose run waits at a gate, before the stage of the updates or within the last one.
@Suite(.timeLimit(.minutes(1))) struct `A cancelled run` {
  private let gate = Gate()
  private let graph = Graph()
  private let w: Node
  private let held: Node

  init() throws {
    w = try graph.input("w", shape: [5000])
    held = try graph.apply(gate, [w])
  }

  private func workspace(_ output: Node) throws -> Workspace {
    let options = Configuration(level: .baseline, width: 2).options
    let workspace = try Program(outputs: [output], options: options).makeWorkspace()
    try workspace.set(w, to: Tensor(repeating: 3, w.type))
    return workspace
  }

  /// Runs until the gate, cancels, opens the gate and returns what the run threw.
  private func cancel(_ workspace: Workspace) async -> (any Error)? {
    let run = Unshared(workspace)
    let task = Task {
      do {
        try await run.workspace.run()
        return nil as (any Error)?
      } catch {
        return error
      }
    }
    await gate.arrival()
    task.cancel()
    gate.open()
    return await task.value
  }

  @Test func `throws a cancellation error`() async throws {
    let output = try held * 2
    let error = await cancel(try workspace(output))
    #expect(error is CancellationError)
  }

  @Test func `writes no update`() async throws {
    let doubled = try held * 2
    try graph.update(w, to: doubled)
    let workspace = try workspace(doubled)
    _ = await cancel(workspace)
    #expect(try workspace.value(of: w).doubles == [Double](repeating: 3, count: 5000))
  }

  @Test func `leaves a workspace that runs again`() async throws {
    let doubled = try held * 2
    try graph.update(w, to: doubled)
    let workspace = try workspace(doubled)
    _ = await cancel(workspace)
    gate.open()
    try await workspace.run()
    #expect(try workspace.value(of: w).doubles == [Double](repeating: 6, count: 5000))
  }

  @Test func `is over as usual when its last stage had begun`() async throws {
    let workspace = try workspace(held)
    #expect(await cancel(workspace) == nil)
    #expect(try workspace.value(of: held).doubles == [Double](repeating: 3, count: 5000))
  }

  @Test func `does not begin when its task was cancelled before`() async throws {
    let run = Unshared(try workspace(held))
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      try await run.workspace.run()
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

/// A workspace that is used by one task after another.
private struct Unshared: @unchecked Sendable {
  let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }
}
