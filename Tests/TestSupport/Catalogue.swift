import CostateGraph

/// Every operation, one line each: operation and sample operands.
///
/// A test fails when an operation of the package has no line here.
package enum Catalogue {
  /// All entries.
  package static let entries: [CatalogueEntry] =
    elementwise + copies + reductions + products + accumulations + composites + sources + external

  /// The entries whose derivatives are tested.
  package static let differentiable = entries.filter {
    if case .none = $0.derivatives { false } else { true }
  }

  /// The entries whose second derivatives are tested.
  package static let smooth = entries.filter {
    if case .smooth = $0.derivatives { true } else { false }
  }

  /// The elementwise entries.
  package static let scalar = entries.filter { $0.elementwiseOperandCount != nil }

  private static let sources: [CatalogueEntry] = [
    CatalogueEntry(constant: Tensor(repeating: -0.0, TensorType(.float, [2, 3]))),
    .input,
  ]

  /// Operations and a composite that another package could define.
  private static let external: [CatalogueEntry] = [
    CatalogueEntry(Swish()),
    CatalogueEntry(
      LogarithmicCosine(), [OperandSample([3, 4])], [OperandSample(.scalar)],
      [OperandSample([0, 2])], [OperandSample([2600])], misfits: [[TensorType(.int32, [2])]]),
    CatalogueEntry(
      RunningSum(direction: .forward), [OperandSample([7])], [OperandSample([0])],
      [OperandSample([3000])], misfits: [[], [TensorType(.int32, [2])], [TensorType(.float, [])]]),
  ]
}
