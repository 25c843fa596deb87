import Costate
import CostateKernels

/// f and the adjoints of its variables, compared bit for bit over widths and instruction sets.
public struct BitIdentity: Sendable, Hashable, Codable {
  /// The numbers of workers.
  public let widths: [Int]
  /// The instruction-set levels.
  public let instructionSets: [String]
  /// The numbers compared with the fully retained program's.
  public internal(set) var comparisonCount = 0
  /// The numbers whose bits differ.
  public internal(set) var mismatchCount = 0
  /// A hash of f's bits and the adjoints', FNV-1a in hexadecimal: the same on every machine.
  public internal(set) var digest = ""

  /// Whether there was no other bit.
  public var holds: Bool { mismatchCount == 0 }
}

extension BitIdentity {
  /// Runs a problem at every width and level.
  ///
  /// - Parameter run: the same problem, fully retained, with its adjoints.
  init(_ problem: Problem, _ run: StationaryPoint, _ step: (Int, _ total: Int) -> Void) throws {
    widths = [1, 2, 3, 8]
    instructionSets = InstructionSet.available.map(\.rawValue)
    let outputs = [run.objective] + problem.variables.compactMap { run.adjoints[$0.id.int] }
    let expected = outputs.flatMap { run[$0].bitPatterns }
    digest = Self.digest(expected)
    let nodes = outputs.map { problem.graph.node(NodeID($0)) }
    let total = widths.count * InstructionSet.available.count
    for (i, level) in InstructionSet.available.enumerated() {
      for (k, width) in widths.enumerated() {
        step(i * widths.count + k, total)
        let program = try Program(
          outputs: nodes, options: Options(width: width, instructionSet: level))
        let workspace = try problem.workspace(for: program)
        try workspace.run()
        let bits = try nodes.flatMap { try workspace.value(of: $0).bitPatterns }
        comparisonCount += bits.count
        mismatchCount += zip(bits, expected).count { $0 != $1 }
      }
    }
  }

  /// - Source: Fowler, Noll, Vo, "The FNV non-cryptographic hash algorithm", RFC 9923.
  private static func digest(_ patterns: [UInt64]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for pattern in patterns {
      for byte in 0..<8 {
        hash = (hash ^ (pattern >> (8 * UInt64(byte)) & 0xFF)) &* 0x100_0000_01B3
      }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
