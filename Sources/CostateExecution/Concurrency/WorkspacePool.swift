/// A fixed number of workspaces of one program, lent to one borrower each: what a server needs that
/// answers many requests at once with bounded memory.
///
/// All are made beforehand, so that borrowing allocates no arena and cannot fail. Borrowers are served
/// in the order in which they come. Inputs keep the values the last borrower set.
///
/// Unchecked because the line gives a workspace's number to one borrower at a time.
public final class WorkspacePool: @unchecked Sendable {
  /// The program that all workspaces run.
  public let program: Program
  private let workspaces: [Workspace]
  private let line: WaitingLine

  /// Makes the workspaces.
  ///
  /// - Parameter capacity: how many, at least 1; nil for one for each core this process may use, and
  ///   more than that help only runs that wait for something else.
  /// - Throws: ``ProgramError/poolCapacity(given:)``, ``ProgramError/outOfMemory(byteCount:)``.
  public init(_ program: Program, capacity: Int? = nil) throws(ProgramError) {
    let capacity = capacity ?? program.plan.options.topology.coreCount
    guard capacity >= 1 else { throw .poolCapacity(given: capacity) }
    self.program = program
    var workspaces: [Workspace] = []
    for _ in 0..<capacity { workspaces.append(try program.makeWorkspace()) }
    self.workspaces = workspaces
    line = WaitingLine(count: capacity)
  }

  /// Calls `body` with a workspace; blocks this thread until one is free.
  ///
  /// The workspace belongs to the pool again when `body` returns, and must not be kept.
  ///
  /// - Throws: what `body` throws.
  public func withWorkspace<Result, Failure: Error>(
    _ body: (Workspace) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let number = line.take()
    defer { line.giveBack(number) }
    return try body(workspaces[number])
  }

  /// Calls `body` with a workspace; suspends the task until one is free.
  ///
  /// The workspace belongs to the pool again when `body` returns, and must not be kept.
  ///
  /// - Throws: `CancellationError` when the task is cancelled while it waits; what `body` throws.
  nonisolated(nonsending) public func withWorkspace<Result>(
    _ body: nonisolated(nonsending) (Workspace) async throws -> Result
  ) async throws -> Result {
    let number = try await line.takeSuspending()
    defer { line.giveBack(number) }
    return try await body(workspaces[number])
  }
}
