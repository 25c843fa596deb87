import Foundation
import Testing

/// Defects that a sanitizer has to report, planted by `scripts/sanitize --plant`: without it these
/// tests do not run. They pass, as a test does after a report, and the runner has to fail.
@Suite struct PlantedDefects {
  private static let plant = ProcessInfo.processInfo.environment["COSTATE_PLANT"]

  /// Unchecked and wrong: threads write it at the same time.
  private final class Unprotected: @unchecked Sendable {
    var value = 0
  }

  @Test(.enabled(if: plant == "thread"))
  func `two threads write one variable`() {
    let unprotected = Unprotected()
    let group = DispatchGroup()
    for _ in 0..<2 {
      group.enter()
      Thread.detachNewThread {
        unprotected.value += 1
        group.leave()
      }
    }
    group.wait()
    #expect(unprotected.value > 0)
  }

  @Test(.enabled(if: plant == "address"))
  func `an element behind the end of a buffer is read`() {
    let buffer = UnsafeMutablePointer<Int>.allocate(capacity: 4)
    buffer.initialize(repeating: 1, count: 4)
    let end = Int.random(in: 4...4)
    #expect(buffer[end] == buffer[end])
    buffer.deallocate()
  }
}
