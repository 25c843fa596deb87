/// The fingerprint of a machine: what times may depend on.
package struct Machine: Codable, Sendable, Hashable {
  /// A data or unified cache.
  package struct Cache: Codable, Sendable, Hashable {
    package let level: Int
    package let byteCount: Int
    package let lineByteCount: Int
    package let associativity: Int
    package let sharedByCoreCount: Int
  }

  /// A library that was looked for.
  package struct Library: Codable, Sendable, Hashable {
    /// Its name.
    package let name: String
    /// What it says of its version and of the processor; nil if it is not installed.
    package let version: String?

    /// A library.
    package init(name: String, version: String?) {
      self.name = name
      self.version = version
    }
  }

  /// The processor as the system names it.
  package let cpu: String
  /// The instruction-set level that ran.
  package let isa: String
  /// The physical cores this process may use.
  package let cores: Int
  /// The workers a program uses when nothing else is said.
  package let width: Int
  /// What decided the width: cores, affinity, quota or environment.
  package let widthDecidedBy: String
  /// The caches of one core.
  package let caches: [Cache]
  /// The flops per second of single-precision fused multiply-adds on one core.
  package let peakFlopsPerSecond: Double
  /// The bytes per second that one core reads from memory.
  package let peakBytesPerSecond: Double
  /// The flops per second on all workers at once.
  package let peakFlopsPerSecondAtWidth: Double
  /// The bytes per second that all workers read from memory.
  package let peakBytesPerSecondAtWidth: Double
  /// The libraries that were measured beside ours.
  package let libraries: [Library]
  /// The policy by which the system sets the clock of the first core; nil where it says none.
  package var governor: String?
  /// How many threads of the system were running or waiting, over the last minute, before measuring.
  package var loadBefore: Double?
  /// The same after it.
  package var loadAfter: Double?
  /// The median distance from 1 of the ratio of two times of the same work: what a ratio may be off
  /// by on this machine, now.
  package var noise: Double?
}
