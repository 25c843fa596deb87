package import CostateTopology

/// One core's share of a cache, as ways: the unit in which blocks displace each other.
package struct CacheWays: Hashable, Sendable {
  /// How many ways there are.
  let associativity: Int
  /// The bytes of one way that belong to one core.
  let wayByteCount: Int

  /// A cache of the topology, or the fallback for what is unknown (zero) about it.
  package init(topology: Topology, level: Int) {
    let fallback = Self.fallback(level: level)
    let cache = topology.cache(level: level)
    let sharing = max(1, cache?.sharedByCoreCount ?? 1)
    let known = (cache?.byteCount ?? 0) / sharing
    let byteCount = known > 0 ? known : fallback.byteCount
    let ways = cache?.associativity ?? 0
    associativity = ways > 1 ? ways : fallback.associativity
    wayByteCount = max(1, byteCount / associativity)
  }

  private init(associativity: Int, wayByteCount: Int) {
    self.associativity = associativity
    self.wayByteCount = wayByteCount
  }

  /// Conservative caches: what every x86-64 and arm64 server of the last ten years has at least.
  /// 32 KiB in 8 ways, 256 KiB in 8 ways, and 1 MiB in 16 ways for each core.
  static func fallback(level: Int) -> CacheWays {
    switch level {
    case 1: CacheWays(associativity: 8, wayByteCount: 4 << 10)
    case 2: CacheWays(associativity: 8, wayByteCount: 32 << 10)
    default: CacheWays(associativity: 16, wayByteCount: 64 << 10)
    }
  }

  /// All ways together.
  package var byteCount: Int { byteCount(ofWays: associativity) }

  /// Some ways together.
  func byteCount(ofWays count: Int) -> Int { count * wayByteCount }
}
