import Costate
import Testing

@testable import CostateBenchmarks

@Suite struct MachineTests {
  private let machine: Machine

  init() throws {
    machine = Machine.current(
      width: try AllowedWidth.detect(), instructionSet: .best, libraries: [])
  }

  @Test func `this machine has caches, a width and peaks`() {
    #expect(!machine.caches.isEmpty)
    #expect(machine.width >= 1)
    #expect(machine.peakFlopsPerSecond > 0)
    #expect(machine.peakBytesPerSecond > 0)
  }

  @Test func `the noise of equal pairs is small and not nothing`() throws {
    let noise = try #require(machine.noise)
    #expect(noise > 0 && noise < 1)
  }

  @Test func `the load is known before measuring, and again afterwards`() {
    #expect(machine.loadBefore != nil && machine.loadAfter == nil)
    #expect(machine.afterwards.loadAfter != nil)
  }
}
