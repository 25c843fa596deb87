import Testing

@testable import CostateTopology

@Suite struct TopologyTests {
  @Test func `A described cache keeps what the system says`() {
    let cache = Topology.Cache.described(
      level: 3, byteCount: 32 << 20, lineByteCount: 128, associativity: 11, sharedByCoreCount: 6)
    #expect(
      cache
        == Topology.Cache(
          level: 3, byteCount: 32 << 20, lineByteCount: 128, associativity: 11,
          sharedByCoreCount: 6))
  }

  @Test func `Unknown line, ways and sharing get conservative values`() {
    #expect(
      Topology.Cache.described(level: 1, byteCount: 48 << 10)
        == Topology.Cache(
          level: 1, byteCount: 48 << 10, lineByteCount: 64, associativity: 8,
          sharedByCoreCount: 1))
  }

  @Test func `A fully associative cache has as many ways as lines`() {
    let cache = Topology.Cache.described(level: 2, byteCount: 1 << 20, associativity: -1)
    #expect(cache?.associativity == (1 << 20) / 64)
  }

  @Test func `A cache never has more ways than lines`() {
    let cache = Topology.Cache.described(level: 1, byteCount: 128, associativity: 8)
    #expect(cache?.associativity == 2)
  }

  @Test func `A cache smaller than a line is one line`() {
    let cache = Topology.Cache.described(level: 1, byteCount: 16)
    #expect(cache?.lineByteCount == 16)
    #expect(cache?.associativity == 1)
  }

  @Test(arguments: [(1, 32 << 10), (2, 256 << 10)])
  func `A first or second level of unknown size is assumed small`(level: Int, byteCount: Int) {
    #expect(Topology.Cache.described(level: level, byteCount: 0)?.byteCount == byteCount)
  }

  @Test func `A third level of unknown size is assumed absent`() {
    #expect(Topology.Cache.described(level: 3, byteCount: 0) == nil)
  }

  @Test func `A machine of which nothing is known has one core and two small caches`() {
    #expect(Topology.unknown.coreCount == 1)
    #expect(Topology.unknown.caches.map(\.level) == [1, 2])
  }

  @Test func `This machine is described plausibly`() {
    let topology = Topology.detect()
    #expect(topology.coreCount >= 1)
    #expect(topology.processorCount >= topology.coreCount)
    #expect(topology.installedCoreCount >= topology.coreCount)
    #expect(topology.memoryNodeCount >= 1)
    for cache in topology.caches {
      #expect(cache.byteCount >= 4096)
      #expect(cache.lineByteCount >= 16)
      #expect((1...cache.byteCount / cache.lineByteCount).contains(cache.associativity))
      #expect((1...topology.installedCoreCount).contains(cache.sharedByCoreCount))
    }
  }

  @Test func `This machine has a first and a second level of cache`() {
    #expect(Topology.current.caches.map(\.level).starts(with: [1, 2]))
  }
}
