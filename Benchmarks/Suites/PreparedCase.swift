package import Costate

/// What one computation of a case does.
package struct Work: Sendable, Hashable {
  /// The flops.
  package let flops: Double
  /// The bytes read and written at least.
  package let bytes: Double
  /// The nodes that its time is divided by where a suite shows time per node.
  package let nodeCount: Int
}

/// What a case cannot be faster than.
package enum WorkBound: String, Sendable, Codable {
  /// The rate of fused multiply-adds.
  case arithmetic
  /// The rate of reading as many bytes.
  case memory
}

/// A case with its engines built: ready to run.
package struct PreparedCase {
  /// An engine and what is known of it.
  package struct Entrant {
    /// Who it is to us.
    package enum Role: Sendable {
      /// Ours, with some threads; the one with the first number of them is the serial twin.
      case ours
      /// Ours, computing less: the value without the adjoints.
      case valueAlone
      /// Somebody else's.
      case peer
    }

    /// What is timed.
    package let engine: Engine
    /// Who it is.
    package let role: Role
    /// What one computation of it does.
    package let work: Work
    /// Its plan; nil for peers.
    package let report: Report?
  }

  /// The engines, ours first.
  package let entrants: [Entrant]
  /// What bounds the case.
  let bound: WorkBound
  /// The probe of the bound for each number of threads.
  let probes: [Int: Probe]
  /// What is wrong with the results once every engine has run, in one line each.
  package let mismatches: () throws -> [String]
}
