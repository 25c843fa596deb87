/// What a check of a workload found.
public struct CheckResult: Sendable, Hashable, Codable {
  /// The workload's name.
  public let workload: String
  /// Its parameters by name.
  public let parameters: [String: Int]
  /// |V| of f's graph.
  public let nodeCount: Int
  /// |E| of f's graph.
  public let edgeCount: Int
  /// The nodes that have an adjoint.
  public let adjointCount: Int
  /// f.
  public let objective: Double
  /// max |z_i − f_i(z_α(i))| over all nodes of f's graph, by the operations' references: exactly 0.
  public let valueResidual: Double
  /// max |λ_j − Σ λ_i ∂f_i/∂z_j| over all nodes, by the references of the nodes the adjoints are
  /// made of: exactly 0.
  public let adjointResidual: Double
  /// The same sum computed without the accumulations: every node's adjoint rule, added in double.
  public let adjointSums: BoundedDifference
  /// Adjoints of sampled elements of inputs and intermediate nodes against central differences.
  public let centralDifferences: BoundedDifference
  /// The same bits at every width and instruction-set level.
  public let bitIdentity: BitIdentity
  /// What was found of this workload alone.
  public let findings: [Finding]
  /// Why the check failed, in words; empty when it did not.
  public let failures: [String]

  /// Whether everything is as it should be.
  public var holds: Bool { failures.isEmpty }
}

/// Differences of numbers that should agree, each with a bound derived for it.
public struct BoundedDifference: Sendable, Hashable, Codable {
  /// The pairs compared.
  public internal(set) var comparisonCount = 0
  /// The largest magnitude of a difference; `greatestFiniteMagnitude` where one is not finite.
  public internal(set) var largest = 0.0
  /// The largest ratio of a difference to its bound: at most 1 if all is well.
  public internal(set) var largestShareOfBound = 0.0

  /// Takes a difference into account.
  mutating func add(_ difference: Double, bound: Double) {
    comparisonCount += 1
    largest = max(largest, finite(difference.magnitude))
    let share = difference == 0 ? 0 : difference.magnitude / bound
    largestShareOfBound = max(largestShareOfBound, finite(share))
  }

  /// Whether every difference is within its bound.
  public var holds: Bool { largestShareOfBound <= 1 }
}

/// A number as it is, or the largest finite one: what JSON can hold and a maximum can find.
func finite(_ x: Double) -> Double { x.isFinite ? x : .greatestFiniteMagnitude }
