import Dispatch

/// Numbered things, each held by one borrower at a time; borrowers wait in the order they come.
final class WaitingLine: Sendable {
  /// What a borrower is known by while it waits.
  private final class Ticket: Sendable {}

  private struct State {
    /// The numbers nobody holds; empty while somebody waits.
    var free: [Int]
    /// Who waits, the first first, and what to do with the number; nil when it gave up.
    var waiting: [(ticket: Ticket, receive: @Sendable (Int?) -> Void)] = []
  }

  private let state: Locked<State>

  /// A line for the numbers below `count`.
  init(count: Int) { state = Locked(State(free: Array((0..<count).reversed()))) }

  /// Takes a number; blocks this thread until there is one.
  func take() -> Int {
    let received = Locked<Int?>(nil)
    let arrival = DispatchSemaphore(value: 0)
    enter(Ticket()) { number in
      received.withLock { $0 = number }
      arrival.signal()
    }
    arrival.wait()
    guard let number = received.withLock(\.self) else {
      preconditionFailure("a borrower that never gives up got no number")
    }
    return number
  }

  /// Takes a number; suspends the task until there is one.
  ///
  /// - Throws: `CancellationError` when the task is cancelled before.
  nonisolated(nonsending) func takeSuspending() async throws -> Int {
    let ticket = Ticket()
    let number: Int? = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Int?, Never>) in
        enter(ticket) { continuation.resume(returning: $0) }
        // A cancellation before this task stood in line found no ticket.
        if Task.isCancelled { leave(ticket) }
      }
    } onCancel: {
      leave(ticket)
    }
    guard let number else { throw CancellationError() }
    return number
  }

  /// Gives a number to whoever waits longest, or back.
  func giveBack(_ number: Int) {
    let receive = state.withLock { state -> (@Sendable (Int?) -> Void)? in
      if state.waiting.isEmpty {
        state.free.append(number)
        return nil
      }
      return state.waiting.removeFirst().receive
    }
    receive?(number)
  }

  private func enter(_ ticket: Ticket, _ receive: @escaping @Sendable (Int?) -> Void) {
    let number = state.withLock { state -> Int? in
      if let number = state.free.popLast() { return number }
      state.waiting.append((ticket, receive))
      return nil
    }
    if let number { receive(number) }
  }

  private func leave(_ ticket: Ticket) {
    let receive = state.withLock { state -> (@Sendable (Int?) -> Void)? in
      guard let place = state.waiting.firstIndex(where: { $0.ticket === ticket }) else {
        return nil
      }
      return state.waiting.remove(at: place).receive
    }
    receive?(nil)
  }
}
