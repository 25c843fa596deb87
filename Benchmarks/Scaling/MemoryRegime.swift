import Costate

/// The smallest memory that holds what a run touches.
package enum MemoryRegime: Sendable, Hashable {
  /// The cache of a level.
  case cache(level: Int)
  /// No cache.
  case memory

  /// Where so many bytes fit.
  init(byteCount: Int, _ topology: Topology) {
    let cache = topology.caches.first { $0.byteCount >= byteCount }
    self = cache.map { .cache(level: $0.level) } ?? .memory
  }

  /// `L1`, `L2`, `L3` or `memory`.
  package var name: String {
    switch self {
    case .cache(let level): "L\(level)"
    case .memory: "memory"
    }
  }
}
