/// Everything that `costate scaling` shows.
package struct ScalingDocument: Sendable, Codable {
  /// The version of this schema.
  package let schemaVersion: Int
  /// Where it was measured.
  package let machine: Machine
  /// The families of scalar graphs.
  package let families: [ScalingResult]
  /// Graphs of tensors, by width.
  package let tensors: [TensorScaling]
  /// Why not symbolic, why not numerical.
  package let comparisons: [DerivativeComparison]
  /// Whether value and all adjoints cost O(|V| + |E|) everywhere.
  package let holds: Bool

  /// A document of the current version.
  package init(
    machine: Machine, families: [ScalingResult], tensors: [TensorScaling],
    comparisons: [DerivativeComparison]
  ) {
    schemaVersion = 1
    self.machine = machine
    self.families = families
    self.tensors = tensors
    self.comparisons = comparisons
    holds = families.allSatisfy(\.holds) && tensors.allSatisfy(\.holds)
  }
}
