internal import CHwloc

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Topology {
  /// The machine as this process sees it, detected once.
  public static let current = detect()

  /// Asks hwloc about the machine; the caches are those of the first core allowed.
  ///
  /// What hwloc does not know is filled in conservatively: 32 KiB of first and 256 KiB of second
  /// level cache, no third level, lines of 64 bytes, 8 ways, one hardware thread per core, one
  /// NUMA node. If hwloc cannot start at all, that is a machine of one core.
  ///
  /// - Complexity: some milliseconds; use ``current`` unless the process has been bound anew.
  public static func detect() -> Topology {
    var topology: hwloc_topology_t?
    guard hwloc_topology_init(&topology) == 0, let topology else { return .unknown }
    defer { hwloc_topology_destroy(topology) }
    // Cores that are not ours still share our caches.
    let flags = UInt(HWLOC_TOPOLOGY_FLAG_INCLUDE_DISALLOWED.rawValue)
    guard hwloc_topology_set_flags(topology, flags) == 0, hwloc_topology_load(topology) == 0,
      let allowed = allowedProcessors(topology)
    else { return .unknown }
    defer { hwloc_bitmap_free(allowed) }
    return describe(topology, allowed: allowed)
  }

  /// The machine of which nothing is known.
  static let unknown = Topology(
    caches: [Cache.assumed(level: 1), Cache.assumed(level: 2)].compactMap(\.self),
    coreCount: 1, processorCount: 1, memoryNodeCount: 1)

  private static func describe(
    _ topology: hwloc_topology_t, allowed: hwloc_bitmap_t
  ) -> Topology {
    let processorCount = max(1, Int(hwloc_bitmap_weight(allowed)))
    let cores = objects(HWLOC_OBJ_CORE, of: topology)
    let allowedCores = cores.filter { hwloc_bitmap_intersects($0.pointee.cpuset, allowed) != 0 }
    let nodes = objects(HWLOC_OBJ_NUMANODE, of: topology)
    return Topology(
      caches: caches(above: allowedCores.first, of: topology),
      coreCount: cores.isEmpty ? processorCount : max(1, allowedCores.count),
      processorCount: processorCount,
      memoryNodeCount: max(
        1, nodes.count { hwloc_bitmap_intersects($0.pointee.cpuset, allowed) != 0 }),
      installedCoreCount: cores.isEmpty ? processorCount : cores.count)
  }

  /// The processors that the system's cpusets and the process's affinity both allow.
  ///
  /// The affinity is the main thread's: `detect` may run on a thread bound more narrowly. Where
  /// the system has no affinity masks, the cpusets alone decide. The caller frees the result.
  private static func allowedProcessors(_ topology: hwloc_topology_t) -> hwloc_bitmap_t? {
    guard let allowed = hwloc_bitmap_dup(hwloc_topology_get_allowed_cpuset(topology)),
      let bound = hwloc_bitmap_alloc()
    else { return nil }
    defer { hwloc_bitmap_free(bound) }
    let flags = Int32(HWLOC_CPUBIND_THREAD.rawValue)
    if hwloc_get_proc_cpubind(topology, getpid(), bound, flags) == 0,
      hwloc_bitmap_intersects(allowed, bound) != 0
    {
      hwloc_bitmap_and(allowed, allowed, bound)
    }
    return allowed
  }

  private static func objects(_ type: hwloc_obj_type_t, of topology: hwloc_topology_t)
    -> [hwloc_obj_t]
  {
    let count = max(0, Int(hwloc_get_nbobjs_by_type(topology, type)))
    return (0..<count).compactMap { hwloc_get_obj_by_type(topology, type, UInt32($0)) }
  }

  /// The caches on the way from a core to the memory.
  private static func caches(above core: hwloc_obj_t?, of topology: hwloc_topology_t) -> [Cache] {
    let types = [HWLOC_OBJ_L1CACHE, HWLOC_OBJ_L2CACHE, HWLOC_OBJ_L3CACHE]
    return types.enumerated().compactMap { index, type in
      let level = index + 1
      // Data caches only: hwloc leaves instruction caches out unless asked for them. A first
      // level cache is a core's ancestor too.
      guard let core, let cache = hwloc_get_ancestor_obj_by_type(topology, type, core),
        let attributes = cache.pointee.attr?.pointee.cache
      else { return Cache.assumed(level: level) }
      let sharing = hwloc_get_nbobjs_inside_cpuset_by_type(
        topology, cache.pointee.cpuset, HWLOC_OBJ_CORE)
      return Cache.described(
        level: level, byteCount: Int(clamping: attributes.size),
        lineByteCount: Int(attributes.linesize), associativity: Int(attributes.associativity),
        sharedByCoreCount: Int(sharing))
    }
  }
}
