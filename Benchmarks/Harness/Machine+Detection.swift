package import Costate
package import CostateKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Machine {
  /// The memory whose reading gives the peak, in bytes: beyond the caches of one core. A last-level
  /// cache shared with other tenants may still hold it.
  static let readByteCount = 128 << 20
  /// The samples of a peak; the median counts.
  static let sampleCount = 9

  /// This machine, with its peaks measured now.
  ///
  /// - Complexity: half a second.
  package static func current(
    topology: Topology = .current, width: AllowedWidth, instructionSet: InstructionSet,
    libraries: [Library]
  ) -> Machine {
    let kernels = instructionSet.float.peaks
    func median(_ probe: Probe) -> Double {
      Summary((0..<sampleCount).map { _ in probe.sample() }).median
    }
    func flops(threads: Int) -> Double { median(.multiplyAdds(kernels, threads: threads)) }
    func bytes(threads: Int) -> Double {
      median(.reads(kernels, byteCount: readByteCount, threads: threads))
    }
    let load = currentLoad()
    return Machine(
      cpu: processorName(), isa: instructionSet.rawValue, cores: topology.coreCount,
      width: width.workerCount, widthDecidedBy: width.limit.rawValue,
      caches: topology.caches.map {
        Cache(
          level: $0.level, byteCount: $0.byteCount, lineByteCount: $0.lineByteCount,
          associativity: $0.associativity, sharedByCoreCount: $0.sharedByCoreCount)
      },
      peakFlopsPerSecond: flops(threads: 1), peakBytesPerSecond: bytes(threads: 1),
      peakFlopsPerSecondAtWidth: flops(threads: width.workerCount),
      peakBytesPerSecondAtWidth: bytes(threads: width.workerCount), libraries: libraries,
      governor: SystemFile("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")?.firstLine,
      loadBefore: load, noise: NoiseEstimate.measure(kernels))
  }

  /// The machine when all is measured.
  package var afterwards: Machine {
    var machine = self
    machine.loadAfter = Self.currentLoad()
    return machine
  }

  /// The load average over a minute; nil where the system says none.
  private static func currentLoad() -> Double? {
    var load = 0.0
    return getloadavg(&load, 1) == 1 ? load : nil
  }

  /// The processor's name as the system knows it; "unknown" where it has no name.
  package static func processorName() -> String {
    #if os(Linux)
      SystemFile("/proc/cpuinfo")?.value(of: "model name") ?? "unknown"
    #else
      var name = [CChar](repeating: 0, count: 256)
      var size = name.count
      guard sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0) == 0 else {
        return "unknown"
      }
      return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    #endif
  }
}
