import CPlatform
import Synchronization

/// A thread of the pool, held by one caller at a time.
///
/// Unchecked because who holds the helper alone writes its variables, and its thread reads them
/// once it is invited.
final class Helper: @unchecked Sendable {
  /// What a caller wants done and keeps alive until the helper is home.
  typealias Body = Unmanaged<WorkerBody>

  /// What the counter says by its remainder. It only grows, so that each change can be waited for.
  private enum Phase {
    static let idle = 0
    static let held = 1
    static let invited = 2
    static let working = 3
    static let done = 4
    /// The number of phases.
    static let count = 5
  }

  private let phase = Atomic<Int>(Phase.idle)
  private let waiters = WaitingRoom()
  /// The address of the body of who holds the helper; 0 if nobody does.
  private let holder = Atomic<UInt>(0)
  private var body: Body?
  private var number = 0
  private var isStarted = false

  /// Whether the helper was idle: it is the caller's then, until brought home.
  ///
  /// - Parameter wakes: whether it is invited also when it sleeps.
  func invite(to body: Body, _ number: Int, wakes: Bool) -> Bool {
    let idle = phase.load(ordering: .relaxed)
    guard idle % Phase.count == Phase.idle, wakes || !waiters.hasSleepers,
      phase.compareExchange(expected: idle, desired: idle + Phase.held, ordering: .acquiring)
        .exchanged
    else { return false }
    if !isStarted, wakes { isStarted = DetachedThread.start { self.serve() } }
    if !isStarted {
      phase.store(idle + Phase.count, ordering: .releasing)
      return false
    }
    self.body = body
    self.number = number
    holder.store(UInt(bitPattern: body.toOpaque()), ordering: .relaxed)
    // Sequentially consistent: either the sleeping thread sees the invitation, or we see it asleep.
    phase.store(idle + Phase.invited, ordering: .sequentiallyConsistent)
    waiters.wakeAll()
    return true
  }

  /// Whether the caller held the helper: it has done its work then, or never began it, and is idle.
  func bringHome(from body: Body) -> Bool {
    guard holder.load(ordering: .relaxed) == UInt(bitPattern: body.toOpaque()) else { return false }
    holder.store(0, ordering: .relaxed)
    let current = phase.load(ordering: .relaxed)
    let first = current - current % Phase.count
    let withdrawal = phase.compareExchange(
      expected: first + Phase.invited, desired: first + Phase.count, successOrdering: .releasing,
      failureOrdering: .relaxed)
    if !withdrawal.exchanged {
      _ = waiters.wait(until: phase, reaches: first + Phase.done)
      phase.store(first + Phase.count, ordering: .releasing)
    }
    return true
  }

  // MARK: The thread

  /// Answers invitations for as long as the process lives.
  private func serve() -> Never {
    // A caller waits for help: under a competing load it would come when a slice of that is over,
    // and the caller's would be over too.
    costate_request_short_slices()
    var invitation = Phase.invited
    while true {
      let current = waiters.wait(until: phase, reaches: invitation)
      let first = current - current % Phase.count
      let answer = phase.compareExchange(
        expected: first + Phase.invited, desired: first + Phase.working,
        successOrdering: .acquiring,
        failureOrdering: .relaxed)
      if answer.exchanged {
        body?._withUnsafeGuaranteedRef { $0.run(number) }
        phase.store(first + Phase.done, ordering: .sequentiallyConsistent)
        waiters.wakeAll()
        invitation = first + Phase.count + Phase.invited
      } else {
        // Withdrawn: the one of this round or the next is still to come.
        invitation = answer.original - answer.original % Phase.count + Phase.invited
      }
    }
  }
}
