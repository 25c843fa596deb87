public import Costate

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
  /// ∂L/∂λ_i = z_i − f_i(z_α(i)) over f's graph, by the operations' references: exactly 0.
  public let valueResidual: Residual
  /// ∂L/∂z_j over all nodes the adjoints are made of, by the same references: exactly 0.
  public let adjointResidual: Residual
  /// The same sum computed without the accumulations: every node's adjoint rule, added in double.
  public let adjointSums: BoundedDifference
  /// Every node's adjoint rule against differences of its operation at its operands.
  public let adjointRules: BoundedDifference
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
