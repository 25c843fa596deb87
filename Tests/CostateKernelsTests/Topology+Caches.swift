import CostateSIMD
import CostateTopology

@testable import CostateKernels

extension Topology {
  /// A machine of one core with these caches.
  static func oneCore(_ caches: [Cache]) -> Topology {
    Topology(caches: caches, coreCount: 1, processorCount: 1, memoryNodeCount: 1)
  }
}

extension Topology.Cache {
  /// A cache with lines of 64 bytes.
  init(_ level: Int, kibibytes: Int, ways: Int = 8, sharing: Int = 1) {
    self.init(
      level: level, byteCount: kibibytes << 10, lineByteCount: 64, associativity: ways,
      sharedByCoreCount: sharing)
  }
}

extension BlockSizes {
  /// The block sizes of the analytical model for these kernels on a machine.
  init<Scalar: TestScalar>(_ topology: Topology, _ kernels: KernelTable<Scalar>) {
    self.init(
      topology: topology, elementByteCount: MemoryLayout<Scalar>.stride, mr: kernels.products.mr,
      nr: kernels.products.nr)
  }
}
