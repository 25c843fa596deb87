import Dispatch

extension Workspace {
  /// Runs the program on Dispatch's threads while the calling task is suspended, so that no thread
  /// of the cooperative pool is blocked.
  ///
  /// Cancelling the task stops the run before its next stage. The inputs are then as they were, no
  /// update has been written, and the workspace can run again.
  ///
  /// - Throws: `CancellationError` when the run was stopped; ``ProgramError`` as the run of a thread.
  nonisolated(nonsending) public func run() async throws {
    try await HandedOverRun(workspace: self, width: nil).run()
  }

  /// The same with fewer workers than the program was compiled for.
  ///
  /// - Parameter width: the most workers, 1 up to the program's width.
  nonisolated(nonsending) public func run(width: Int) async throws {
    try await HandedOverRun(workspace: self, width: width).run()
  }
}

/// A run on another thread than the one that uses the workspace.
///
/// Unchecked because the task that uses the workspace is suspended until the run is over.
private struct HandedOverRun: @unchecked Sendable {
  let workspace: Workspace
  let width: Int?
  private let stop = StopSignal()

  init(workspace: Workspace, width: Int?) {
    self.workspace = workspace
    self.width = width
  }

  nonisolated(nonsending) func run() async throws {
    try Task.checkCancellation()
    let result: Result<Void, ProgramError> = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: Continuation) in
        DispatchQueue.global().async { continuation.resume(returning: runOnThisThread()) }
      }
    } onCancel: {
      stop.request()
    }
    try result.get()
    if stop.hasStoppedRun { throw CancellationError() }
  }

  private typealias Continuation = CheckedContinuation<Result<Void, ProgramError>, Never>

  private func runOnThisThread() -> Result<Void, ProgramError> {
    do throws(ProgramError) {
      return .success(try workspace.run(width: width, stop: stop))
    } catch {
      return .failure(error)
    }
  }
}
