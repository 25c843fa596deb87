extension Topology.Cache {
  /// What is assumed of a first or second level cache that the system does not describe.
  ///
  /// 32 KiB and 256 KiB, private to a core, are the sizes from Haswell to Coffee Lake, the smallest
  /// x86-64 processors with AVX2 still common. Chosen, not measured: a block too small costs a
  /// little, one too large evicts itself. No third level is assumed: a machine may have none.
  static func assumed(level: Int) -> Self? {
    switch level {
    case 1: described(level: 1, byteCount: 32 << 10)
    case 2: described(level: 2, byteCount: 256 << 10)
    default: nil
    }
  }

  /// A cache as hwloc describes it, with conservative values for what it does not know.
  ///
  /// - Parameters:
  ///   - level: 1 for the first.
  ///   - byteCount: its size; 0 when unknown, which gives the cache ``assumed(level:)``, if any.
  ///   - lineByteCount: 0 when unknown: 64, the line of every x86-64 and nearly every arm64.
  ///   - associativity: −1 when fully associative; 0 when unknown: 8 ways.
  ///   - sharedByCoreCount: 0 when unknown: 1.
  /// - Returns: every field positive, and no more ways than lines.
  static func described(
    level: Int, byteCount: Int, lineByteCount: Int = 0, associativity: Int = 0,
    sharedByCoreCount: Int = 0
  ) -> Self? {
    guard byteCount > 0 else { return assumed(level: level) }
    let line = min(lineByteCount > 0 ? lineByteCount : 64, byteCount)
    let lineCount = byteCount / line
    let ways =
      switch associativity {
      case 1...: associativity
      case 0: 8
      default: lineCount
      }
    return Self(
      level: level, byteCount: byteCount, lineByteCount: line,
      associativity: min(ways, lineCount), sharedByCoreCount: max(1, sharedByCoreCount))
  }
}
