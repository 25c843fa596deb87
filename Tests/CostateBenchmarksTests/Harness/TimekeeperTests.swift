import Foundation
import Synchronization
import Testing

@testable import CostateBenchmarks

@Suite struct TimekeeperTests {
  @Test func `the processor time of others grows while another thread runs`() {
    let timekeeper = SystemTimekeeper()
    let isOver = Flag()
    let begin = timekeeper.othersProcessorTime()
    Thread.detachNewThread { while !isOver.isSet {} }
    defer { isOver.set() }
    let patience = timekeeper.now() + 10
    while timekeeper.othersProcessorTime() < begin + 1e-3, timekeeper.now() < patience {}
    #expect(timekeeper.othersProcessorTime() >= begin + 1e-3)
  }
}

private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)

  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}
