import CHwloc
package import CostateExecution

/// Every worker on a thread of its own, all of them on one processor where the system lets threads be
/// bound.
package struct OneProcessorSpawner: RegionSpawner {
  package init() {}

  package func enter(width: Int, _ body: WorkerBody) {
    let processor = Processor()
    ThreadSpawner.run(
      (0..<width).map { worker in
        {
          processor.bindThread()
          body.run(worker)
        }
      })
  }
}

/// A processor that this process may use.
///
/// Unchecked because binding a thread only reads the topology and the set.
private final class Processor: @unchecked Sendable {
  private var topology: hwloc_topology_t?
  private let set = hwloc_bitmap_alloc()

  init() {
    hwloc_topology_init(&topology)
    hwloc_topology_load(topology)
    hwloc_bitmap_copy(set, hwloc_topology_get_allowed_cpuset(topology))
    hwloc_bitmap_singlify(set)
  }

  deinit {
    hwloc_bitmap_free(set)
    hwloc_topology_destroy(topology)
  }

  /// Keeps the calling thread on the processor.
  func bindThread() { hwloc_set_cpubind(topology, set, Int32(HWLOC_CPUBIND_THREAD.rawValue)) }
}
