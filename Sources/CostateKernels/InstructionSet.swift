internal import CPlatform
internal import CostateISABaseline
package import CostateSIMD

#if COSTATE_V3
  internal import CostateISAV3
#endif
#if COSTATE_V4
  internal import CostateISAV4
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An instruction-set level: which instantiation of the kernel templates runs.
///
/// Every level computes the same bits.
public enum InstructionSet: String, CaseIterable, Sendable, Comparable {
  /// 128-bit vectors: SSE2 on x86-64, NEON on arm64.
  case baseline
  /// x86-64-v3: AVX2 and FMA.
  case v3
  /// x86-64-v4: AVX-512.
  case v4

  /// Lower levels come first.
  public static func < (a: Self, b: Self) -> Bool { a.level < b.level }

  private var level: Int {
    switch self {
    case .baseline: 2
    case .v3: 3
    case .v4: 4
    }
  }

  /// The levels this build holds and this processor runs, ascending.
  ///
  /// The processor is asked first: making a level's table may already run code of that level.
  public static let available: [InstructionSet] = allCases.filter {
    $0 == .baseline || ($0.level <= Int(costate_x86_64_level()) && $0.tables != nil)
  }

  /// The highest available level.
  public static var best: InstructionSet { available[available.count - 1] }

  /// The level's kernels, if this build holds them.
  private var tables: (float: KernelTable<Float>, double: KernelTable<Double>)? {
    switch self {
    case .baseline: return (.baseline, .baseline)
    case .v3:
      #if COSTATE_V3
        return (.v3, .v3)
      #else
        return nil
      #endif
    case .v4:
      #if COSTATE_V4
        return (.v4, .v4)
      #else
        return nil
      #endif
    }
  }

  private var builtTables: (float: KernelTable<Float>, double: KernelTable<Double>) {
    guard let tables else { preconditionFailure("\(rawValue) is not part of this build") }
    return tables
  }

  /// The level's single-precision kernels.
  package var float: KernelTable<Float> { builtTables.float }

  /// The level's double-precision kernels.
  package var double: KernelTable<Double> { builtTables.double }
}

extension InstructionSet {
  /// The environment variable that chooses a level.
  public static let environmentVariable = "COSTATE_ISA"

  /// The level that `COSTATE_ISA` says, or the best.
  ///
  /// - Throws: ``InstructionSetError`` for a level that this build or processor does not have.
  public static func chosen() throws(InstructionSetError) -> InstructionSet {
    guard let value = getenv(environmentVariable).map({ String(cString: $0) }), !value.isEmpty
    else { return best }
    guard let level = InstructionSet(rawValue: value), available.contains(level) else {
      throw InstructionSetError(given: value)
    }
    return level
  }
}

/// A level that this build or this processor does not have.
public struct InstructionSetError: Error, Equatable, CustomStringConvertible {
  /// What was asked for.
  public let given: String

  /// An error that names what was asked for.
  public init(given: String) { self.given = given }

  /// One line: what was expected and what came.
  public var description: String {
    let names = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
    return "\(InstructionSet.environmentVariable): expected one of \(names), got '\(given)'"
  }
}
