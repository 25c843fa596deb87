import CostateExecution
import CostateGraph
import Dispatch
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A workspace pool` {
  private let x: Node
  private let square: Node
  private let program: Program

  init() throws {
    x = try Graph().input("x", elementType: .double)
    square = try x * x
    program = try Program(outputs: [square])
  }

  /// The square of a number by a borrowed workspace.
  private static func square(
    _ number: Int, _ workspace: Workspace, _ input: NodeID, _ output: NodeID
  ) throws(ProgramError) -> Double {
    try workspace.set(input, to: Tensor(scalar: Double(number), .double))
    try workspace.run()
    return try workspace.value(of: output).doubles[0]
  }

  @Test(arguments: [1, 3])
  func `serves more tasks than it has workspaces`(_ capacity: Int) async throws {
    let pool = try WorkspacePool(program, capacity: capacity)
    let (input, output) = (x.id, square.id)
    let sum = try await withThrowingTaskGroup(of: Double.self) { group in
      for number in 1...40 {
        group.addTask {
          try await pool.withWorkspace { workspace in
            try workspace.set(input, to: Tensor(scalar: Double(number), .double))
            try await workspace.run()
            return try workspace.value(of: output).doubles[0]
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 22_140)
  }

  @Test func `serves more threads than it has workspaces`() throws {
    let pool = try WorkspacePool(program, capacity: 2)
    let (input, output) = (x.id, square.id)
    let sum = Locked(0.0)
    ThreadSpawner(seed: 1).enter(width: 12) { number in
      let square = pool.withWorkspace { workspace in
        try? Self.square(number, workspace, input, output)
      }
      sum.withLock { $0 += (square ?? .nan) - Double(number * number) }
    }
    #expect(sum.withLock(\.self) == 0)
  }

  @Test func `lends no workspace twice at a time`() async throws {
    let pool = try WorkspacePool(program, capacity: 2)
    let ledger = Ledger()
    await withTaskGroup { group in
      for _ in 0..<50 {
        group.addTask {
          try? await pool.withWorkspace { workspace in
            ledger.lend(workspace)
            await Task.yield()
            ledger.takeBack(workspace)
          }
        }
      }
    }
    #expect(!ledger.lentTwice)
  }

  @Test func `takes a workspace back when its borrower throws`() throws {
    let pool = try WorkspacePool(program, capacity: 1)
    for _ in 0..<2 {
      #expect(throws: ProgramError.missingInputs(["x"])) {
        try pool.withWorkspace { (workspace) throws(ProgramError) in try workspace.run() }
      }
    }
  }

  @Test func `lets a cancelled task leave the line`() async throws {
    let pool = try WorkspacePool(program, capacity: 1)
    try await pool.withWorkspace { _ in
      let waiting = Task { try await pool.withWorkspace { _ in await Task.yield() } }
      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await waiting.value }
    }
  }

  @Test func `has a free workspace after a cancelled task left the line`() async throws {
    let pool = try WorkspacePool(program, capacity: 1)
    try await pool.withWorkspace { _ in
      let waiting = Task { try await pool.withWorkspace { _ in await Task.yield() } }
      waiting.cancel()
      _ = await waiting.result
    }
    try await pool.withWorkspace { _ in await Task.yield() }
  }

  @Test(arguments: [0, -1])
  func `of no workspaces is an error`(_ capacity: Int) {
    #expect(throws: ProgramError.poolCapacity(given: capacity)) {
      try WorkspacePool(program, capacity: capacity)
    }
  }
}

/// Which workspaces are lent at the moment, and whether one ever was to two borrowers.
private final class Ledger: Sendable {
  private let lent = Locked((workspaces: Set<ObjectIdentifier>(), isTwice: false))

  var lentTwice: Bool { lent.withLock(\.isTwice) }

  func lend(_ workspace: Workspace) {
    lent.withLock { lent in
      if !lent.workspaces.insert(ObjectIdentifier(workspace)).inserted { lent.isTwice = true }
    }
  }

  func takeBack(_ workspace: Workspace) {
    lent.withLock { lent in _ = lent.workspaces.remove(ObjectIdentifier(workspace)) }
  }
}
