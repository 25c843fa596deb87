import Testing

@testable import CostateBenchmarks

@Suite struct TimekeeperTests {
  @Test func `the processor time of others grows while another thread runs`() {
    let timekeeper = SystemTimekeeper()
    let begin = timekeeper.othersProcessorTime()
    let load = CompetingLoad(threadCount: 1)
    defer { load.stop() }
    let patience = timekeeper.now() + 10
    while timekeeper.othersProcessorTime() < begin + 1e-3, timekeeper.now() < patience {}
    #expect(timekeeper.othersProcessorTime() >= begin + 1e-3)
  }
}
