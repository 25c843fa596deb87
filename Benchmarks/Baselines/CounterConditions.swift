package import Costate

/// What the counters of a baseline are read under: fixed, so that they are equal on every machine.
package struct CounterConditions: Sendable, Codable, Hashable {
  /// The instruction-set level: the one that every processor has.
  package let instructionSet: String
  /// The most workers.
  package let width: Int
  /// The caches that block sizes derive from, in bytes by level.
  package let cacheByteCounts: [Int]

  /// A machine of literals: four cores with caches of a common size.
  ///
  /// - Parameter instructionSet: another level, for counts of instructions.
  package init(instructionSet: InstructionSet = .baseline) {
    self.instructionSet = instructionSet.rawValue
    width = Self.topology.coreCount
    cacheByteCounts = Self.topology.caches.map(\.byteCount)
  }

  private static let topology = Topology(
    caches: [
      .init(
        level: 1, byteCount: 32 << 10, lineByteCount: 64, associativity: 8, sharedByCoreCount: 1),
      .init(
        level: 2, byteCount: 1 << 20, lineByteCount: 64, associativity: 8, sharedByCoreCount: 1),
      .init(
        level: 3, byteCount: 32 << 20, lineByteCount: 64, associativity: 16, sharedByCoreCount: 4),
    ],
    coreCount: 4, processorCount: 4, memoryNodeCount: 1)

  /// The options that say so to a program.
  package var options: Options {
    Options(
      width: width, instructionSet: InstructionSet(rawValue: instructionSet),
      topology: Self.topology)
  }
}
