import Foundation
import Synchronization

/// Whether somebody asked the process to end, so that a gate can end its child and keep what it has.
enum GateInterruption {
  /// Relaxed suffices: nothing is published with it.
  private static let isRequested = Atomic<Bool>(false)

  /// Whether an interruption was requested.
  static var wasRequested: Bool { isRequested.load(ordering: .relaxed) }

  /// From now on SIGINT and SIGTERM request an interruption in place of ending the process.
  static func observe() {
    // The first use makes the value: that must not happen in the handler.
    isRequested.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in GateInterruption.isRequested.store(true, ordering: .relaxed) }
    }
  }
}
